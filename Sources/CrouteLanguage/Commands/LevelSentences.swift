import Display
import Routing

/// Frontiers at one level in words.
extension LevelComparison {
  /// A sentence on the best strategy against the reference.
  func sentence(_ best: Int) -> String {
    let name = metric.names[best]
    let value = metric.value(best)!
    guard let reference else {
      let singles = frontiers.singles
      guard metric.isQuality,
        let top = singles.indices.max(by: { (singles[$0].quality, $1) < (singles[$1].quality, $0) })
      else { return "no single model costs that little" }
      return
        "\(name): that quality for \(amount(value.estimate)) per query (\(range(value) { Format.significant($0, 4) })); "
        + "no single model reaches it: the best, \(data.models[top]), has \(Format.fixed(singles[top].quality, 4)) for "
        + amount(singles[top].cost)
    }
    let other = data.models[reference]
    if metric.isQuality {
      let what =
        model == nil
        ? "that quality" : margin > 0 ? "within \(share(margin)) of \(other)'s quality" : "same quality as \(other)"
      let aim =
        model == nil
        ? "that quality"
        : margin > 0 ? "a quality within \(share(margin)) of \(other)'s" : "the quality of \(other)"
      guard let relation = metric.against(model: reference, best) else {
        // There is no share of nothing.
        if value.estimate <= 0 { return "\(name): \(what) for nothing, as \(other) alone" }
        return
          "no strategy has \(aim) for less than \(other) costs, which is nothing; \(name) comes closest, at "
          + "\(amount(value.estimate)) per query (\(range(value) { Format.significant($0, 4) }))"
      }
      if relation.estimate >= 1 {
        return
          "no strategy has \(aim) for less than \(other) costs; "
          + "\(name) comes closest, at \(share(relation.estimate)) of that (\(range(relation, share)))"
      }
      let whose = model == nil || metric.reachShare(best) <= 0.975 ? "the cost of \(other)" : "its cost"
      let cheapest = model == nil ? ", the cheapest single model that reaches it" : ""
      let price = "for \(share(relation.estimate)) of \(whose) (\(range(relation, share)))\(cheapest)"
      let reached = metric.reachShare(best)
      if reached > 0.975 { return "\(name): \(what) \(price)" }
      let word = reached > 0.5 ? "may reach" : "hardly reaches"
      return "\(name) \(word) \(aim), \(price); it does in \(share(reached)) of the resamples"
    }
    let relation = metric.against(model: reference, best)!
    return "\(name): \(points(relation.estimate)) of quality over \(other) for "
      + "\(model == nil ? "that cost" : "the same cost") (\(range(relation, points)))"
      + (model == nil ? ", the best single model within it" : "")
  }

  /// Where no strategy reaches the level, the closest point: the best, or the cheapest.
  var nearest: (name: String, outcomes: OutcomeSums)? {
    let points = curves.filter { !Strategies.isBound(metric.names[$0]) }
      .flatMap { curve in frontiers.curves[curve].points.map { (metric.names[curve], $0.outcomes) } }
    if !metric.isQuality {
      return points.min { ($0.1.meanCost, -$0.1.meanQuality) < ($1.1.meanCost, -$1.1.meanQuality) }
    }
    return points.min { (-$0.1.meanQuality, $0.1.meanCost) < (-$1.1.meanQuality, $1.1.meanCost) }
  }

  func sentence(nearest: (name: String, outcomes: OutcomeSums)) -> String {
    let (quality, cost) = (Format.fixed(nearest.outcomes.meanQuality, 4), amount(nearest.outcomes.meanCost))
    return metric.isQuality
      ? "no strategy reaches that quality; \(nearest.name) comes closest with \(quality) for \(cost) per query"
      : "no strategy costs that little; the cheapest point is that of \(nearest.name), \(quality) for \(cost) per query"
  }

  /// A strategy against the linear baseline, if that reaches the level.
  func relationToBaseline(_ subject: Int) -> Interval? {
    metric.value(metric.names.count - 1) == nil ? nil : metric.againstBaseline(subject)
  }

  /// A sentence on the best strategy against the linear baseline.
  func baselineSentence(_ best: Int) -> String? {
    guard let relation = relationToBaseline(best) else { return nil }
    let text = metric.isQuality ? share : points
    let mix = curves.first { metric.names[$0] == "mix" }
    if let mix, mix != best, metric.value(mix) == nil {
      return "mixing single models (mix) " + (metric.isQuality ? "does not reach that quality" : "costs more than that")
    }
    if let mix, mix != best, let relation = metric.against(subject: mix, best) {
      return "against mixing single models (mix): \(text(relation.estimate))"
        + "\(metric.isQuality ? " of the cost" : " of quality") (\(range(relation, text)))"
    }
    return "against the hull of single models, known in hindsight only (\(LevelMetric.baselineName)): "
      + "\(text(relation.estimate))\(metric.isQuality ? " of the cost" : " of quality") (\(range(relation, text)))"
  }

  private func range(_ interval: Interval, _ text: (Double) -> String) -> String {
    guard interval.high.isFinite else { return "\(text(interval.low)) to never" }
    guard interval.low.isFinite else { return "\(text(interval.high)) or less" }
    let (low, high) = (text(interval.low), text(interval.high))
    return low.hasSuffix("%") ? "\(low.dropLast())-\(high)" : "\(low) to \(high)"
  }

  func share(_ value: Double) -> String {
    value.isFinite ? Format.fixed(100 * value, value < 0.0995 ? 1 : 0) + "%" : "never"
  }

  private func amount(_ cost: Double) -> String { "\(Format.significant(cost, 4)) \(unit)" }

  private func points(_ value: Double) -> String { (value >= 0 ? "+" : "") + Format.fixed(value, 4) }
}
