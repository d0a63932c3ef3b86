import CommandLanguage
import Display
import Routing

/// True against estimated quality, in bins of equal mass.
package struct ReliabilityPlot: Sendable {
  /// The curve of one model.
  package struct Curve: Sendable, Equatable {
    /// The model's name.
    package var name: String
    /// Its curve.
    package var curve: ReliabilityCurve
    /// The index of its colour; in order if `nil`.
    package var color: Int?

    /// Creates a named curve, with the index of its colour.
    package init(_ name: String, _ curve: ReliabilityCurve, color: Int? = nil) {
      self.name = name
      self.curve = curve
      self.color = color
    }
  }

  /// The heading.
  package var title: String
  /// The curves; a single one is drawn with its uncertainty.
  package var curves: [Curve]

  /// Creates a plot with the given title and curves.
  package init(title: String, curves: [Curve]) {
    self.title = title
    self.curves = curves
  }

  /// The figure: on the diagonal estimates are calibrated.
  package var figure: Figure {
    var series = [
      Figure.Series("estimate = quality", .line([Figure.Point(0, 0), Figure.Point(1, 1)]), isReference: true)
    ]
    for (name, curve, color) in curves.map({ ($0.name, $0.curve, $0.color) }) {
      if curves.count == 1 {
        series.append(
          Figure.Series(
            "",
            .band(
              curve.bins.map { .init(x: $0.estimate, low: $0.quality - 2 * $0.error, high: $0.quality + 2 * $0.error) }),
            isReference: true))
      }
      series.append(
        Figure.Series(name, .line(curve.bins.map { Figure.Point($0.estimate, $0.quality) }), color: color))
    }
    return Figure(
      title: title, x: Figure.Axis("estimated quality, mean of a bin"), y: Figure.Axis("true quality, mean of a bin"),
      series: series, notes: curves.count == 1 ? ["Shaded: two standard errors on either side."] : [])
  }
}

extension PlotKind {
  static let reliability = PlotKind(
    name: "reliability", summary: "true against estimated quality, for one model or all",
    argument: Argument("MODEL", .model, isOptional: true)
  ) { context, word in
    let (report, _) = try context.estimateReport()
    var models = Array(report.models.indices)
    if let word {
      let name = try context.model(word.text, among: report.models, at: word)
      models = models.filter { report.models[$0] == name }
    }
    let isPost = context.invocation.has("post")
    let phase = isPost ? report.postHoc : report.exAnte
    let count = try context.invocation.integer("bins", in: 1...1000) ?? 15
    return ReliabilityPlot(
      title: "Reliability of \(isPost ? "post-hoc" : "ex-ante") estimates",
      curves: models.map { model in
        ReliabilityPlot.Curve(
          report.models[model],
          ReliabilityCurve(phase.estimates[model], report.truths[model], binCount: count),
          color: Figure.Series.color(ofPart: model, among: report.models.count))
      }
    ).figure
  }
}
