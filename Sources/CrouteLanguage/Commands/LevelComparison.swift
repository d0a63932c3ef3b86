import Display
import Input
import Routing
import Traces
import Workbench

/// Frontiers at one level in words, a table and JSON.
struct LevelComparison {
  let metric: LevelMetric
  /// The model that determines the level.
  let model: Int?
  /// The share of its quality that may be lost.
  let margin: Double
  let frontiers: SweepCurves
  let data: Dataset

  var unit: String { data.traces.costUnit.label }
  var curves: Range<Int> { frontiers.curves.indices }

  /// The single model for comparison: the one named, else the best of those at the level.
  var reference: Int? {
    if let model { return model }
    let singles = frontiers.singles
    return metric.isQuality
      ? metric.comparable.min { (singles[$0].cost, $0) < (singles[$1].cost, $1) }
      : metric.comparable.max { (singles[$0].quality, $1) < (singles[$1].quality, $0) }
  }

  /// The best strategy at the level, not counting bounds.
  var best: Int? {
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

  var title: String {
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

  var table: Table {
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

  func singles(_ best: Int) -> Table {
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

  func cells(_ value: Interval) -> [Table.Cell] {
    metric.isQuality
      ? [.number(value.estimate, digits: 4), .text(value.costText(3))]
      : [.fixed(value.estimate, decimals: 4), .text(value.text(4))]
  }

  func relationCells(_ relation: Interval?) -> [Table.Cell] {
    guard let relation else { return [.missing, .missing] }
    return metric.isQuality
      ? [.percent(relation.estimate), .text("[\(share(relation.low)), \(share(relation.high))]")]
      : [.fixed(relation.estimate, decimals: 4), .text(relation.text(4))]
  }

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
