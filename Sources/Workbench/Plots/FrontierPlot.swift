import CommandLanguage
import Display
import Mathematics
import Routing
import Traces

/// Quality against cost: strategies, single models and their hull.
package struct FrontierPlot: Sendable {
  /// The points of one strategy.
  package struct Curve: Sendable, Equatable {
    /// The strategy's name.
    package var name: String
    /// Mean cost and mean quality at each budget.
    package var points: [Point]
    /// The 95% confidence band of quality at ascending costs; empty if not requested.
    package var band: [Figure.Interval]

    /// Creates a curve with the given name, points and band.
    package init(_ name: String, _ points: [Point], band: [Figure.Interval] = []) {
      self.name = name
      self.points = points
      self.band = band
    }
  }

  /// A model that answers every query.
  package struct Single: Sendable, Equatable {
    /// The model's name.
    package var name: String
    /// Its mean cost and mean quality.
    package var point: Point

    /// Creates a model with its mean cost and quality.
    package init(_ name: String, cost: Double, quality: Double) {
      self.name = name
      point = Point(cost: cost, quality: quality)
    }
  }

  /// A mean cost and the mean quality at that cost.
  package struct Point: Sendable, Equatable {
    /// The mean cost per query.
    package var cost: Double
    /// The mean quality.
    package var quality: Double

    /// Creates a point with the given cost and quality.
    package init(cost: Double, quality: Double) {
      self.cost = cost
      self.quality = quality
    }
  }

  /// The heading.
  package var title: String
  /// The strategies; each is drawn by ascending cost.
  package var curves: [Curve]
  /// The single models.
  package var singles: [Single]
  /// The corners of the hull of the single models, attained by mixing two of them.
  package var hull: [Point]
  /// What costs are counted in, for instance `USD per query`.
  package var costUnit: String
  /// Whether the cost axis is logarithmic.
  package var isLogarithmic: Bool
  /// Whether the single models' means are adjusted for missing outcomes.
  package var isAdjusted: Bool

  /// Creates a plot.
  package init(
    title: String = "Quality against cost", curves: [Curve], singles: [Single] = [], hull: [Point] = [],
    costUnit: String = "USD per query", isLogarithmic: Bool = false, isAdjusted: Bool = false
  ) {
    self.title = title
    self.curves = curves
    self.singles = singles
    self.hull = hull
    self.costUnit = costUnit
    self.isLogarithmic = isLogarithmic
    self.isAdjusted = isAdjusted
  }

  /// The most single models that are all named: as many as there are letters.
  private static let nameLimit = 52

  /// The figure. Lines are straight in cost and quality even on a logarithmic axis, as mixtures of two points are.
  package var figure: Figure {
    func place(_ point: Point) -> Figure.Point { Figure.Point(point.cost, point.quality) }
    func ordered(_ points: [Point]) -> [Figure.Point] {
      points.sorted { ($0.cost, $0.quality) < ($1.cost, $1.quality) }.map(place)
    }
    var series: [Figure.Series] = []
    if !hull.isEmpty { series.append(Figure.Series("hull of single models", .line(ordered(hull)), isReference: true)) }
    for (index, curve) in curves.enumerated() where !curve.band.isEmpty {
      series.append(Figure.Series("", .band(curve.band), color: index))
    }
    series += curves.map { Figure.Series($0.name, .line(ordered($0.points))) }
    let named = singles.count <= Self.nameLimit ? nil : hull
    if !singles.isEmpty {
      let points = singles.map { single in
        Figure.Point(
          single.point.cost, single.point.quality, label: named?.contains(single.point) ?? true ? single.name : nil)
      }
      series.append(
        Figure.Series(isAdjusted ? "single models (adjusted)" : "single models", .points(points), isReference: true))
    }
    var notes = curves.contains { !$0.band.isEmpty } ? ["Bands contain the mean quality with 95% confidence."] : []
    if named != nil { notes.append("Of \(singles.count) single models those on the hull are named.") }
    return Figure(
      title: title, x: Figure.Axis("mean cost", unit: costUnit, scale: isLogarithmic ? .log10 : .linear),
      y: Figure.Axis("mean quality"), series: series, notes: notes)
  }
}

extension PlotKind {
  static let frontier = PlotKind(
    name: "frontier", summary: "quality against cost: strategies of a sweep, if any, single models and their hull",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    guard let sweep = try context.sweep(word) else { return try context.singlesPlot().figure }
    let data = sweep.fitted.data
    let singles = sweep.frontiers.singles
    let hull = UpperHull(cost: singles.map(\.cost), quality: singles.map(\.quality)).indices
    let bootstrap = try context.invocation.integer("bootstrap", in: 10...100_000)
    let bands = try bootstrap.map {
      try Bootstrap(count: $0, seed: context.session.settings.seed).bands(
        of: sweep.frontiers, on: sweep.fitted, task: context.task)
    }
    return FrontierPlot(
      curves: sweep.frontiers.curves.enumerated().map { index, curve in
        FrontierPlot.Curve(
          curve.name, curve.points.map { .init(cost: $0.outcomes.meanCost, quality: $0.outcomes.meanQuality) },
          band: bands?[index].map { .init(x: $0.cost, low: $0.quality.low, high: $0.quality.high) } ?? [])
      },
      singles: data.models.indices.map {
        FrontierPlot.Single(data.models[$0], cost: singles[$0].cost, quality: singles[$0].quality)
      },
      hull: hull.map { .init(cost: singles[$0].cost, quality: singles[$0].quality) },
      costUnit: "\(data.traces.costUnit.label) per query", isLogarithmic: context.invocation.has("log"),
      isAdjusted: data.hasAdjustedMeans
    ).figure
  }
}

extension SessionContext {
  /// The named sweep; the latest by default, `nil` if there is none.
  fileprivate func sweep(_ word: Word?) throws(LocatedError) -> SweepResult? {
    if let word {
      if case .sweep(let sweep) = try result(word) { return sweep }
      throw LocatedError(.invalidValue("RESULT", found: word.text, allowed: "the name of a sweep"), at: word)
    }
    for result in session.results.reversed() {
      if case .sweep(let sweep) = result.value { return sweep }
    }
    return nil
  }

  /// The single models on the queries in use, as `describe` has them.
  ///
  /// - Throws: where the traces are a log, in which single models are estimated.
  fileprivate func singlesPlot() throws -> FrontierPlot {
    let workspace = try workspace()
    if try loggedDataset(workspace, on: try queries(of: workspace)) != nil {
      throw LocatedError(.notYet("there is no sweep to draw", advice: "sweep all"), at: invocation.verb)
    }
    let summary = try summary(of: workspace)
    let singles = summary.models.filter { $0.adjusted.quality.isFinite && $0.adjusted.cost.isFinite }
    return FrontierPlot(
      curves: [],
      singles: singles.map { .init($0.name, cost: $0.adjusted.cost, quality: $0.adjusted.quality) },
      hull: singles.filter(\.isOnHull).map { .init(cost: $0.adjusted.cost, quality: $0.adjusted.quality) },
      costUnit: "\(workspace.traces.costUnit.label) per query", isLogarithmic: invocation.has("log"),
      isAdjusted: !summary.isComplete)
  }
}
