import Mathematics
import Traces

extension Experiment {
  /// The value of each part of cascade routing (paper, ablation table): 11 models, fixed order, one price.
  package static let ablation = Experiment(
    "ablation", "cascade routing without one of its parts: greedy, no-expect, slow",
    simulation: "sim:routerbench", queryCounts: (2_000, 600),
    options: [.queries, .small, .budgets, .bootstrap, .timing], accepts: RouterBenchProtocol.fits
  ) { (arguments) throws(RoutingError) in
    let setting = try RouterBenchProtocol(arguments.traces, seed: arguments.seed)
    let data = try setting.data(poolSize: 11)
    let levels = RouterBenchProtocol.Noise.levels
    return ExperimentPlan(
      levels.map(\.name), size: AblationVariant.names.count * AblationVariant.size
    ) { (index, task) throws(RoutingError) in
      let fitted = try setting.fittedTraces(data, levels[index], task: task.untold)
      return try AblationVariant.measured(on: fitted, arguments, task).flatMap(\.numbers)
    } result: { values in
      result(values, setting, arguments)
    }
  }

  private static func result(
    _ values: [[Double]], _ setting: RouterBenchProtocol, _ arguments: ExperimentArguments
  ) -> ExperimentResult {
    var rows: [[ExperimentTable.Value]] = []
    for (index, noise) in RouterBenchProtocol.Noise.levels.enumerated() {
      for variant in zip(AblationVariant.names, values[index].rows(of: AblationVariant.size)).map(AblationVariant.init)
      {
        let published = PublishedFigures.ablation[variant.name]?[index]
        rows.append(
          [
            .text(noise.name), .text(variant.name), .fixed(variant.area.estimate, 2),
            .fixed(published?.auc ?? .nan, 2), variant.name == "normal" ? .missing : .difference(variant.loss, 2),
            .number(variant.setCount, 3),
          ]
            + (arguments.isTimed ? [.number(variant.microseconds, 3)] : [])
            + [.number(published?.milliseconds ?? .nan, 3)])
      }
    }
    let table = ExperimentTable(
      key: "variants",
      [
        .init("noise"), .init("variant"), .init("AUC"), .init("paper", key: "published_auc"),
        .init("vs normal", key: "difference"), .init("sets", key: "sets_per_decision"),
      ] + (arguments.isTimed ? [.init("us", key: "microseconds")] : [])
        + [.init("paper's ms", key: "published_milliseconds")], rows: rows)
    return ExperimentResult(
      remarks: [
        setting.remark,
        "11 models, in fixed order, depth at most 5, one price for all steps; slow uses the prices of normal; "
          + "sets: the mean number evaluated per decision, over budgets and decisions"
          + (arguments.isTimed ? "; us: microseconds per decision on one core, including beliefs and outcomes" : "")
          + "; paper's ms: milliseconds of the paper's implementation",
      ], shown: [table], data: [table])
  }
}

/// A variant of cascade routing, measured.
private struct AblationVariant {
  let name: String
  /// AUC with its interval.
  let area: Interval
  /// The difference of AUC to normal, with its paired interval.
  let loss: Interval
  /// The mean number of sets evaluated per decision.
  let setCount: Double
  let microseconds: Double

  static let names = ["normal", "greedy", "no-expect", "slow"]
  /// How many numbers a variant has.
  static let size = 8

  /// Its numbers in an item.
  var numbers: [Double] { area.numbers + loss.numbers + [setCount, microseconds] }

  init(name: String, area: Interval, loss: Interval, setCount: Double, microseconds: Double) {
    self.name = name
    self.area = area
    self.loss = loss
    self.setCount = setCount
    self.microseconds = microseconds
  }

  init(_ name: String, _ numbers: [Double]) {
    self.init(
      name: name, area: Interval(numbers, at: 0), loss: Interval(numbers, at: 3), setCount: numbers[6],
      microseconds: numbers[7])
  }

  /// The number of queries on which decisions are counted.
  private static let countedQueries = 200

  static func measured(
    on fitted: FittedTraces, _ arguments: ExperimentArguments, _ task: TaskContext
  ) throws(RoutingError) -> [AblationVariant] {
    var options = SearchOptions(maxDepth: 5)
    options.fixedOrder = true
    var variants = names.map { ($0, options) }
    variants[1].1.greedy = true
    variants[2].1.noExpect = true
    variants[3].1.slow = true
    var frontiers = try Sweep.frontiers(
      of: variants.dropLast().map { ($0.0, ConstantPriceStrategy.cascadeRouting($0.1)) }, on: fitted,
      budgets: .perGap(arguments.budgetCount ?? (arguments.isSmall ? 2 : 4)), task: task.step(0, of: 2))
    frontiers.curves.append(
      try slow(frontiers.curves[0], variants[3].1, frontiers.singles, fitted, task.step(1, of: 2)))
    let samples = try Bootstrap(count: arguments.bootstrapCount ?? 200, seed: arguments.seed)
      .areas(of: frontiers, on: fitted, task: task.untold)
    return frontiers.curves.indices.map { index in
      let curve = frontiers.curves[index]
      let (setCount, microseconds) = effort(of: curve.points.map(\.tuned.policy), on: fitted, arguments.isTimed)
      return AblationVariant(
        name: curve.name, area: Interval(estimate: curve.area, resampled: samples.map { $0[index] }),
        loss: Interval(
          estimate: curve.area - frontiers.curves[0].area, resampled: samples.map { $0[index] - $0[0] }),
        setCount: setCount, microseconds: microseconds)
    }
  }

  /// The points of `normal` with every set evaluated.
  private static func slow(
    _ normal: SweepCurves.Curve, _ options: SearchOptions, _ singles: [(cost: Double, quality: Double)],
    _ fitted: FittedTraces,
    _ task: TaskContext
  ) throws(RoutingError) -> SweepCurves.Curve {
    var curve = normal
    curve.name = "slow"
    for index in curve.points.indices {
      var tuned = normal.points[index].tuned
      tuned.policy = CascadeRoutingPolicy(lambdas: tuned.lambdas, options: options)
      let outcomes = try [tuned].sums(
        on: fitted.data.test, units: normal.points[index].outcomes.units, of: fitted,
        task: task.step(index, of: curve.points.count))
      curve.points[index] = FrontierPoint(tuned: tuned, outcomes: outcomes[0])
    }
    curve.area = Frontier.area(
      under: curve.points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) }, singles: singles)
    return curve
  }

  /// Sets evaluated and microseconds taken per decision.
  private static func effort(
    of policies: [any Policy], on fitted: FittedTraces, _ isTimed: Bool
  ) -> (setCount: Double, microseconds: Double) {
    let rows = fitted.data.test.prefix(countedQueries)
    var (sets, decisions) = (0, 0)
    for policy in policies {
      for row in rows {
        let steps = policy.narrate(row, of: fitted, rule: .lowestCost).steps
        decisions += steps.count
        sets += steps.reduce(0) { $0 + $1.candidates.count }
      }
    }
    var microseconds = Double.nan
    if isTimed {
      let elapsed = ContinuousClock().measure {
        for policy in policies { _ = policy.evaluate(rows, of: fitted, rule: .lowestCost, task: .unobserved) }
      }
      microseconds = elapsed / .microseconds(1) / Double(max(decisions, 1))
    }
    return (Double(sets) / Double(max(decisions, 1)), microseconds)
  }
}

/// Cascading or cascade routing at one price for all steps, as in the paper's ablation.
struct ConstantPriceStrategy: Strategy {
  /// The policy at a price.
  let policy: @Sendable (Double) -> any Policy

  /// Cascade routing.
  static func cascadeRouting(_ options: SearchOptions) -> ConstantPriceStrategy {
    ConstantPriceStrategy { CascadeRoutingPolicy(lambdas: [$0], options: options) }
  }

  /// The optimal cascade.
  static let cascade = ConstantPriceStrategy { CascadePolicy(lambdas: [$0]) }

  func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let policy = policy
    return PriceTuner(.prices(steps: 1, of: fitted) { policy($0[0]) }, fitted: fitted)
  }
}
