import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

extension CommandContext {
  /// Compares frontiers for `compare --at-quality` and `--at-cost`.
  ///
  /// - Parameter results: the names of the results that the frontiers are from.
  mutating func compareLevels(
    of frontiers: SweepCurves, on fitted: FittedTraces, from results: [String], _ bootstrap: Bootstrap
  ) throws {
    var levels: [(option: String, value: FrontierLevel.Value, level: FrontierLevel)] = []
    for option in ["at-quality", "at-cost"] {
      guard let word = invocation.word(option) else { continue }
      let value = try level(word, "--" + option, of: fitted.data, frontiers)
      levels.append((option, value, option == "at-quality" ? .quality(value) : .cost(value)))
    }
    let samples = try resamples(of: bootstrap, from: results) { bootstrap, task in
      try bootstrap.values(of: frontiers, on: fitted, at: levels.map(\.level), task: task)
    }
    guard let samples else { return }
    report.json = [.init("bootstrap", .integer(bootstrap.count))]
    var rows: [[Table.Cell]] = []
    for (place, (option, value, level)) in levels.enumerated() {
      let size = (samples.first?.count ?? 0) / levels.count
      let metric = LevelMetric(
        of: frontiers, at: level, samples: samples.map { Array($0[place * size..<(place + 1) * size]) })
      var model: Int?
      var margin = 0.0
      if case .model(let named, let share) = value { (model, margin) = (named, share) }
      let comparison = LevelComparison(
        metric: metric, model: model, margin: margin, frontiers: frontiers, data: fitted.data)
      if report.json.count > 1 { report.line("") }
      comparison.tell(&report)
      try noteAdjusted(fitted.data)
      report.json.append(.init(option.replacing("-", with: "_"), comparison.json))
      rows += comparison.rows
    }
    try keep(
      .table(
        Table(
          [.init("strategy"), .init("at"), .init("level"), .init("reference")] + Interval.headings("value")
            + Interval.headings("relative"), rows: rows)))
  }

  /// A level: a number, or a model by any unambiguous part of its name.
  private func level(
    _ word: Word, _ option: String, of data: Dataset, _ frontiers: SweepCurves
  ) throws -> FrontierLevel.Value {
    let share = "a share of quality from 0 to 50%, such as 1%"
    let margin = option == "--at-quality" ? try invocation.number("within", in: 0...0.5, allowed: share) ?? 0 : 0
    if word.text == "best", !data.models.contains("best") {
      let singles = frontiers.singles
      let best = singles.indices.max {
        (singles[$0].quality, -singles[$0].cost) < (singles[$1].quality, -singles[$1].cost)
      }!
      return .model(best, margin: margin)
    }
    if let number = Number.parse(word.text), !data.models.contains(word.text) {
      let isQuality = option == "--at-quality"
      guard number >= 0, !isQuality || number <= 1 else {
        let allowed = isQuality ? "a quality from 0 to 1, or a single model" : "a cost of at least 0, or a single model"
        throw LocatedError(.invalidValue(option, found: word.text, allowed: allowed), at: word)
      }
      return .number(number)
    }
    return .model(data.models.firstIndex(of: try model(word.text, among: data.models, at: word))!, margin: margin)
  }
}

/// Frontiers at one level in words, a table and JSON.
private struct LevelComparison {
  let metric: LevelMetric
  /// The model that determines the level.
  let model: Int?
  /// The share of its quality that may be lost.
  let margin: Double
  let frontiers: SweepCurves
  let data: Dataset

  private var unit: String { data.traces.costUnit.label }
  private var curves: Range<Int> { frontiers.curves.indices }

  /// The single model for comparison: the one named, else the best of those at the level.
  private var reference: Int? {
    if let model { return model }
    let singles = frontiers.singles
    return metric.isQuality
      ? metric.comparable.min { (singles[$0].cost, $0) < (singles[$1].cost, $1) }
      : metric.comparable.max { (singles[$0].quality, $1) < (singles[$1].quality, $0) }
  }

  /// The best strategy at the level, not counting bounds.
  private var best: Int? {
    let known = curves.compactMap { curve in metric.value(curve).map { (curve, $0.estimate) } }
      .filter { entry in !Strategies.isBound(metric.names[entry.0]) }
    return known.min { metric.isQuality ? ($0.1, $0.0) < ($1.1, $1.0) : (-$0.1, $0.0) < (-$1.1, $1.0) }?.0
  }

  func tell(_ report: inout Report) {
    report.paragraph(title)
    report.show(table)
    let missing = metric.names.indices.filter { metric.value($0) == nil }.map { metric.names[$0] }
    if !missing.isEmpty {
      report.paragraph("not reached by: " + missing.joined(separator: ", "))
    }
    guard let best else {
      if let nearest { report.paragraph(sentence(nearest: nearest)) }
      return
    }
    if metric.names.indices.contains(where: { metric.value($0).map { !$0.low.isFinite || !$0.high.isFinite } ?? false })
    {
      report.paragraph("never: not reached in some resamples")
    }
    report.paragraph(sentence(best))
    if let sentence = baselineSentence(best) { report.paragraph(sentence) }
    if metric.comparable.count > 1 {
      report.line("\(metric.names[best]) against the single models \(metric.isQuality ? "that reach it" : "within it")")
      report.show(singles(best))
    }
  }

  private var title: String {
    let whose =
      model.map { margin > 0 ? ", \(share(1 - margin)) of \(data.models[$0])'s" : ", that of \(data.models[$0])" } ?? ""
    let other = reference.map { reference in
      let single = frontiers.singles[reference]
      let value = metric.isQuality ? "\(Format.significant(single.cost, 4)) \(unit)" : Format.fixed(single.quality, 4)
      let what = metric.isQuality ? "costs are relative to" : "differences are from"
      return "; \(what) \(data.models[reference])'s \(value)"
    }
    return
      (metric.isQuality
      ? "the cost of quality \(Format.fixed(metric.level, 4))\(whose)"
      : "the quality for \(Format.significant(metric.level, 4)) \(unit) per query\(whose)") + (other ?? "")
  }

  private var table: Table {
    Table(
      [
        .init("strategy"),
        metric.isQuality ? .init("cost (\(unit))", key: "cost") : .init("quality"),
        .init("95% interval", key: "interval"), .init(metric.isQuality ? "relative" : "difference", key: "relative"),
        .init("its 95% interval", key: "relative_interval"),
      ],
      rows: metric.names.indices.map { subject in
        guard let value = metric.value(subject) else {
          return [.text(metric.names[subject]), .missing, .missing, .missing, .missing]
        }
        let relation = reference.flatMap { metric.against(model: $0, subject) }
        return [.text(metric.names[subject])] + cells(value) + relationCells(relation)
      })
  }

  private func singles(_ best: Int) -> Table {
    let relative = metric.isQuality ? "share of its cost" : "more quality"
    return Table(
      [
        .init("single model"), .init(data.hasAdjustedMeans ? "adjusted quality" : "quality", key: "quality"),
        .init(data.hasAdjustedMeans ? "adjusted cost (\(unit))" : "cost (\(unit))", key: "cost"),
        .init(relative, key: "relative"), .init("95% interval", key: "interval"),
      ],
      rows: metric.comparable.map { model in
        [
          .text(data.models[model]), .fixed(frontiers.singles[model].quality, decimals: 4),
          .number(frontiers.singles[model].cost, digits: 4),
        ] + relationCells(metric.against(model: model, best))
      })
  }

  private func cells(_ value: Interval) -> [Table.Cell] {
    metric.isQuality
      ? [.number(value.estimate, digits: 4), .text(value.costText(3))]
      : [.fixed(value.estimate, decimals: 4), .text(value.text(4))]
  }

  private func relationCells(_ relation: Interval?) -> [Table.Cell] {
    guard let relation else { return [.missing, .missing] }
    return metric.isQuality
      ? [.percent(relation.estimate), .text("[\(share(relation.low)), \(share(relation.high))]")]
      : [.fixed(relation.estimate, decimals: 4), .text(relation.text(4))]
  }

  // MARK: in words

  /// A sentence on the best strategy against the reference.
  private func sentence(_ best: Int) -> String {
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
  private var nearest: (name: String, outcomes: OutcomeSums)? {
    let points = curves.filter { !Strategies.isBound(metric.names[$0]) }
      .flatMap { curve in frontiers.curves[curve].points.map { (metric.names[curve], $0.outcomes) } }
    if !metric.isQuality {
      return points.min { ($0.1.meanCost, -$0.1.meanQuality) < ($1.1.meanCost, -$1.1.meanQuality) }
    }
    return points.min { (-$0.1.meanQuality, $0.1.meanCost) < (-$1.1.meanQuality, $1.1.meanCost) }
  }

  private func sentence(nearest: (name: String, outcomes: OutcomeSums)) -> String {
    let (quality, cost) = (Format.fixed(nearest.outcomes.meanQuality, 4), amount(nearest.outcomes.meanCost))
    return metric.isQuality
      ? "no strategy reaches that quality; \(nearest.name) comes closest with \(quality) for \(cost) per query"
      : "no strategy costs that little; the cheapest point is that of \(nearest.name), \(quality) for \(cost) per query"
  }

  /// A strategy against the linear baseline, if that reaches the level.
  private func relationToBaseline(_ subject: Int) -> Interval? {
    metric.value(metric.names.count - 1) == nil ? nil : metric.againstBaseline(subject)
  }

  /// A sentence on the best strategy against the linear baseline.
  private func baselineSentence(_ best: Int) -> String? {
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

  private func share(_ value: Double) -> String {
    value.isFinite ? Format.fixed(100 * value, value < 0.0995 ? 1 : 0) + "%" : "never"
  }

  private func amount(_ cost: Double) -> String { "\(Format.significant(cost, 4)) \(unit)" }

  private func points(_ value: Double) -> String { (value >= 0 ? "+" : "") + Format.fixed(value, 4) }

  // MARK: for machines

  /// A row per strategy: the level, its cost or quality there, and the comparison with the reference.
  var rows: [[Table.Cell]] {
    let missing = [Table.Cell](repeating: .missing, count: 3)
    return metric.names.indices.map { subject in
      let relation = reference.flatMap { metric.against(model: $0, subject) }
      return [
        .text(metric.names[subject]), .text(metric.isQuality ? "quality" : "cost"), .number(metric.level, digits: 6),
        reference.map { .text(data.models[$0]) } ?? .missing,
      ] + (metric.value(subject)?.cells ?? missing) + (relation?.cells ?? missing)
    }
  }

  var json: JSONValue {
    func relations(_ subject: Int) -> JSONValue {
      .object(
        metric.comparable.map { .init(data.models[$0], metric.against(model: $0, subject)?.json ?? .null) }
          + [.init("linear_baseline", relationToBaseline(subject)?.json ?? .null)])
    }
    return [
      metric.isQuality ? "quality" : "cost": .number(metric.level),
      "model": model.map { .string(data.models[$0]) } ?? .null,
      "reference": reference.map { .string(data.models[$0]) } ?? .null,
      "best": best.map { .string(metric.names[$0]) } ?? .null,
      "strategies": .array(
        metric.names.indices.map { subject in
          [
            "name": .string(metric.names[subject]),
            metric.isQuality ? "cost" : "quality": metric.value(subject)?.json ?? .null,
            metric.isQuality ? "cost_ratio" : "quality_difference": relations(subject),
          ]
        }),
    ]
  }
}

extension Strategies {
  /// Whether a strategy, by its spelling, is a bound.
  static func isBound(_ spelling: String) -> Bool {
    all.contains { $0.isBound && $0.name == spelling }
  }
}
