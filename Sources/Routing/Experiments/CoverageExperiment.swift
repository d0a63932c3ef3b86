import Mathematics
import Traces

extension Experiment {
  /// What intervals and advice say, against what is true: in worlds of which many further queries are known.
  package static let coverage = Experiment(
    "coverage", "how often intervals hold where the truth is known, and what advice is worth",
    simulation: "sim:cascade", queryCounts: (200_000, 8_000), options: [.queries, .small, .bootstrap]
  ) { (arguments) throws(RoutingError) in
    guard let traces = arguments.traces else { throw .unsuitable("experiment coverage", reason: "it needs traces") }
    let trial = CoverageTrial(
      traces: traces, seed: arguments.seed, resamples: arguments.bootstrapCount ?? 500, freshShare: 0.5)
    let sizes = arguments.isSmall ? [200] : [200, 1000]
    let worlds = sizes.flatMap { size in
      (0..<trial.count(of: size, atMost: arguments.isSmall ? 4 : 100)).map { (size: size, place: $0) }
    }
    return ExperimentPlan(
      worlds.map { "world \($0.place + 1) of \($0.size) queries" }, size: CoverageTrial.World.size
    ) { (index, task) throws(RoutingError) in
      task.progress(0)
      return try trial.world(worlds[index].place, of: worlds[index].size, task: task).numbers
    } result: { values in
      result(
        trial,
        sizes.map { size in
          (size, worlds.indices.filter { worlds[$0].size == size }.map { CoverageTrial.World(values[$0]) })
        })
    }
  }

  private static func result(
    _ trial: CoverageTrial, _ worlds: [(size: Int, worlds: [CoverageTrial.World])]
  ) -> ExperimentResult {
    var (coverage, advice): ([[ExperimentTable.Value]], [[ExperimentTable.Value]]) = ([], [])
    for (size, worlds) in worlds {
      let rows = CoverageTrial.rows(of: worlds, of: size)
      coverage += rows.coverage
      advice.append(rows.advice)
    }
    let tables = [
      ExperimentTable(
        key: "intervals",
        title:
          "how many of the 95% intervals of (AUC - AUC of mix) contain the true value, and how many to the two decimals that "
          + "are printed",
        [
          .init("queries"), .init("strategy"), .init("worlds"), .init("held"), .init("as printed", key: "held_printed"),
          .init("true mean"), .init("estimated mean"),
        ],
        rows: coverage),
      ExperimentTable(
        key: "advice",
        title:
          "advice: the bias of its own measure, also in standard errors over the worlds (value: quality less cost at the "
          + "price by which it chooses); its regret to the best in hindsight, in value; how often it says there is a gain, "
          + "and how often that is true",
        [
          .init("queries"), .init("worlds"), .init("quality bias"), .init("in errors", key: "quality_errors"),
          .init("cost bias"), .init("in errors", key: "cost_errors"), .init("value bias"),
          .init("in errors", key: "value_errors"), .init("regret"), .init("gains said"),
          .init("of them true", key: "true_gains"),
        ], rows: advice),
    ]
    return ExperimentResult(
      remarks: [trial.remark + "; logistic, strategies mix, routing, threshold and index"], shown: tables, data: tables)
  }
}

/// Worlds cut out of many simulated queries, with those that are the truth.
struct CoverageTrial {
  let traces: TraceSet
  let seed: UInt64
  let resamples: Int
  /// The share of the queries that no world has.
  let freshShare: Double
  /// These queries.
  var fresh: Range<Int> {
    Int((Double(traces.queryCount) * (1 - freshShare)).rounded())..<traces.queryCount
  }

  /// What the worlds are.
  var remark: String {
    "\(traces.source), simulated; every world has queries of its own, the last \(fresh.count) are the truth"
  }

  private static let strategies = ["mix", "routing", "threshold", "index"]
  private static let goal = AdviceGoal.within(0.01)
  private static let estimator = LogisticEstimator(families: [.confidence, .user])

  // MARK: intervals and advice

  /// How many worlds of `size` queries there are, at most `limit`.
  func count(of size: Int, atMost limit: Int) -> Int { min(limit, fresh.lowerBound / size) }

  /// One line per strategy on its intervals, and one on advice, over worlds of `size` queries.
  static func rows(
    of results: [World], of size: Int
  ) -> (coverage: [[ExperimentTable.Value]], advice: [ExperimentTable.Value]) {
    let count = results.count
    let coverage = strategies.dropFirst().enumerated().map { index, name -> [ExperimentTable.Value] in
      let own = results.map { $0.differences[index] }
      return [
        .count(size), .text(name), .count(count), .count(own.count { $0.isHeld }),
        .count(own.count(where: { holdsAsPrinted($0.truth, $0.interval) })),
        .fixed(own.map(\.truth).mean, 2), .fixed(own.map(\.interval.estimate).mean, 2),
      ]
    }
    func bias(_ errors: [Double], digits: Int) -> [ExperimentTable.Value] {
      let error = errors.standardDeviation / Double(max(1, count - 1)).squareRoot()
      return [.number(errors.mean, digits), .fixed(error > 0 ? errors.mean / error : 0, 2)]
    }
    return (
      coverage,
      [.count(size), .count(count)] + bias(results.map(\.qualityError), digits: 2)
        + bias(results.map(\.costError), digits: 2) + bias(results.map(\.valueError), digits: 2) + [
          .fixed(results.map(\.regret).mean, 4), .count(results.count { $0.isGainSaid }),
          .count(results.count { $0.isGainSaid && $0.isTrueGain }),
        ]
    )
  }

  struct World {
    /// How many numbers a world has.
    static let size = 5 * (CoverageTrial.strategies.count - 1) + 6

    var differences: [(interval: Interval, truth: Double, isHeld: Bool)]
    /// What advice measures less the truth.
    var qualityError: Double
    var costError: Double
    /// The same for quality less cost at the price of the goal, by which advice chooses.
    var valueError: Double
    var regret: Double
    var isGainSaid: Bool
    var isTrueGain: Bool

    /// Its numbers in an item.
    var numbers: [Double] {
      differences.flatMap { $0.interval.numbers + [$0.truth, $0.isHeld ? 1 : 0] }
        + [qualityError, costError, valueError, regret, isGainSaid ? 1 : 0, isTrueGain ? 1 : 0]
    }
  }

  func world(_ world: Int, of size: Int, task: TaskContext) throws(RoutingError) -> World {
    let queries = Array(world * size..<(world + 1) * size)
    let folded = try data(queries, .folds(count: Folds.standardCount(of: size), repeats: 1, seed: seed))
    let truth = try self.truth(queries, train: Array(0..<size), tune: [], test: nil)
    let own = try fitted(folded, task)
    let known = try fitted(truth, task)
    // Intervals.
    let strategies = try Self.strategies.map { name throws(RoutingError) in
      (name: name, strategy: try Strategies.strategy(StrategySpecification(name), models: folded.models))
    }
    let curves = try Sweep.frontiers(of: strategies, on: own.logistic, budgets: .perGap(2), task: task.untold)
    let samples = try Bootstrap(count: resamples, seed: seed).areas(of: curves, on: own.logistic, task: task.untold)
    let actual = try Sweep.frontiers(
      of: curves.curves.map { ($0.name, $0.points.map(\.tuned)) }, on: known.logistic, budgets: curves.budgets,
      task: task.untold)
    let differences = curves.curves.indices.dropFirst().map { index in
      let interval = Interval(
        estimate: curves.curves[index].area - curves.curves[0].area, resampled: samples.map { $0[index] - $0[0] })
      let truth = actual.curves[index].area - actual.curves[0].area
      // A strategy that falls back at every budget is `mix`; rounding must not tell them apart.
      return (interval, truth, interval.low - 1e-9 <= truth && truth <= interval.high + 1e-9)
    }
    // Advice.
    let advisor = try Advisor(
      Self.goal, estimators: [.init(name: "", fitted: own.means), .init(name: "logistic", fitted: own.logistic)],
      strategies: Array(Self.strategies.dropFirst()))
    let advice = try advisor.advice(task: task.untold)
    let evidence = try AdviceEvidence(
      of: advice, for: Self.goal, on: folded, bootstrap: Bootstrap(count: resamples, seed: seed), task: task.untold)
    let target = AdviceTarget(Self.goal, singles: actual.singles)
    func served(_ tuned: TunedPolicy, by estimator: Int) throws(RoutingError) -> (quality: Double, cost: Double) {
      let outcomes = try tuned.outcomes(
        on: truth.test, of: estimator == 0 ? known.means : known.logistic, task: task.untold)
      return (outcomes.meanQuality, outcomes.meanCost)
    }
    let real = try served(advice.tuned, by: advice.estimator)
    var best = real.quality - target.price * real.cost
    for trial in advice.trials {
      guard let tuned = trial.tuned else { continue }
      let served = try served(tuned, by: trial.candidate.estimator)
      best = max(best, served.quality - target.price * served.cost)
    }
    let reference = actual.singles[target.reference ?? 0]
    let qualityError = advice.outcomes.meanQuality - real.quality
    let costError = advice.outcomes.meanCost - real.cost
    return World(
      differences: differences, qualityError: qualityError, costError: costError,
      valueError: qualityError - target.price * costError, regret: best - (real.quality - target.price * real.cost),
      isGainSaid: evidence.verdict == .gain,
      isTrueGain: real.quality >= 0.99 * reference.quality - 0.002 && real.cost < reference.cost)
  }

  /// Whether an interval contains a value, both to the two decimals with which areas are printed.
  private static func holdsAsPrinted(_ truth: Double, _ interval: Interval) -> Bool {
    let (low, value, high) = ((100 * interval.low).rounded(), (100 * truth).rounded(), (100 * interval.high).rounded())
    return low <= value && value <= high
  }

  // MARK: data

  private func data(_ queries: [Int], _ split: Split) throws(RoutingError) -> Dataset {
    do throws(TraceError) {
      return try Dataset(
        traces: traces, models: Array(traces.models.indices), queries: queries, split: split)
    } catch {
      throw .traces(error)
    }
  }

  /// A world's queries, followed by fresh ones, which are the test part unless another is given.
  func truth(
    _ queries: [Int], train: [Int], tune: [Int], test: [Int]?, freshCount: Int = .max
  ) throws(RoutingError) -> Dataset {
    let all = try data(
      queries + fresh.prefix(freshCount), .hashed(train: 0.5, tune: 0, seed: seed))
    return all.divided(train: train, test: test ?? Array(queries.count..<all.count)).tuning(on: tune)
  }

  func fitted(
    _ data: Dataset, _ task: TaskContext
  ) throws(RoutingError) -> (means: FittedTraces, logistic: FittedTraces) {
    let cost = try ConstantEstimator().estimates(of: data, task: task.untold) as any CostEstimates
    let means = try ConstantEstimator().estimates(of: data, task: task.untold) as any QualityEstimates
    let quality = try Self.estimator.estimates(of: data, task: task.untold)
    return (
      FittedTraces(data: data, estimates: Estimates(quality: means, cost: cost)),
      FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
    )
  }
}

extension CoverageTrial.World {
  init(_ numbers: [Double]) {
    let own = numbers.suffix(6).map { $0 }
    self.init(
      differences: Array(numbers.dropLast(6)).rows(of: 5).map { (Interval($0, at: 0), $0[3], $0[4] == 1) },
      qualityError: own[0], costError: own[1], valueError: own[2], regret: own[3], isGainSaid: own[4] == 1,
      isTrueGain: own[5] == 1)
  }
}
