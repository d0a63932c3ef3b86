import Input
import Mathematics
import Traces

extension Experiment {
  /// Agents judged by a test suite (paper, SWE-bench): the truth is known after a run.
  ///
  /// With independent estimates: logistic regression on features of the query. With latent difficulty: where one agent
  /// fails, others are more likely to fail.
  package static let agentic = Experiment(
    "agentic", "24 coding agents judged by tests: independent estimates against latent difficulty",
    simulation: "sim:agentic", queryCounts: (2_000, 200), options: [.queries, .small, .budgets, .bootstrap]
  ) { (arguments) throws(RoutingError) in
    guard let traces = arguments.traces else { throw .unsuitable("experiment agentic", reason: "it needs traces") }
    let data: Dataset
    do throws(TraceError) {
      data = try Dataset(
        traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
        split: .hashed(train: 0.2, tune: 0.2, seed: arguments.seed))
    } catch {
      throw .traces(error)
    }
    // Up to the sum of all as in the paper; few of these lie between the single models, where the area is measured.
    let budgetCount = arguments.budgetCount ?? (arguments.isSmall ? 5 : 20)
    let bootstrap = Bootstrap(count: arguments.bootstrapCount ?? 200, seed: arguments.seed)
    return ExperimentPlan(
      ["all"], size: 1 + names.count * (1 + bootstrap.count)
    ) { (_, task) throws(RoutingError) in
      try numbers(of: data, arguments, budgetCount, bootstrap, task)
    } result: { values in
      result(values[0], traces, data, budgetCount)
    }
  }

  private static let plain: [(name: String, strategy: any Strategy)] = [
    ("routing", RoutingStrategy()), ("threshold", ThresholdStrategy()), ("cascade", CascadeStrategy()),
    ("cascade-routing", CascadeRoutingStrategy()), ("index", IndexStrategy()),
  ]
  private static let beyond: [(name: String, strategy: any Strategy)] = [
    ("cascade-routing, irt", CascadeRoutingStrategy()), ("index, irt", IndexStrategy()),
  ]
  private static let names = ["linear"] + (plain + beyond).map(\.name)

  /// The number of budgets, the areas, and these on each resample: all strategies share the resamples.
  private static func numbers(
    of data: Dataset, _ arguments: ExperimentArguments, _ budgetCount: Int, _ bootstrap: Bootstrap, _ task: TaskContext
  ) throws(RoutingError) -> [Double] {
    let cost: any CostEstimates = try RegressionCostEstimator().fit(data, task: task.untold)
    let independent = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try OracleAfterEstimator(before: LogisticEstimator()).fit(data, task: task.untold), cost: cost))
    let latent = FittedTraces(
      data: data,
      estimates: Estimates(quality: try IRTEstimator(isJudged: true).fit(data, task: task.untold), cost: cost))
    let singles = Sweep.singles(of: data)
    let perGap = arguments.isSmall ? 2 : 3
    let budgets = Budgets.list(
      Set(
        Budgets.total(budgetCount).values(singles: singles) + Budgets.perGap(perGap).values(singles: singles)
      ).sorted())
    var frontiers = try Sweep.frontiers(of: plain, on: independent, budgets: budgets, task: task.step(0, of: 2))
    frontiers.curves += try Sweep.frontiers(of: beyond, on: latent, budgets: budgets, task: task.step(1, of: 2)).curves
    let samples = try bootstrap.areasAfterLinear(of: frontiers, on: independent, task: task.untold)
    return [Double(frontiers.budgets.count), frontiers.linearBaseline] + frontiers.curves.map(\.area)
      + samples.joined()
  }

  private static func result(
    _ numbers: [Double], _ traces: TraceSet, _ data: Dataset, _ budgetCount: Int
  ) -> ExperimentResult {
    let rows = Array(numbers.dropFirst()).rows(of: names.count)
    let (areas, samples) = (rows[0], rows.dropFirst())
    let reference = names.firstIndex(of: "cascade-routing")!
    let measured = names.indices.map { index in
      (
        name: names[index], area: Interval(estimate: areas[index], resampled: samples.map { $0[index] }),
        over: Interval(estimate: areas[index] - areas[reference], resampled: samples.map { $0[index] - $0[reference] }),
        published: PublishedFigures.agentic[names[index]].map { ExperimentTable.Value.fixed($0, 2) } ?? .missing
      )
    }
    return ExperimentResult(
      remarks: [
        "\(traces.queryCount.grouped) \(traces.isSimulated ? "simulated " : "")issues, \(data.modelCount) agents; "
          + "20% for fitting, 20% for tuning, the rest for testing; \(Int(exactly: numbers[0]) ?? 0) budgets, \(budgetCount) of them evenly "
          + "spaced up to the cost of all agents",
        "the truth is known after a run; before it, logistic regression on features of the issue, or with irt a hidden "
          + "difficulty; published: SWE-bench, 10 agents",
      ],
      shown: [
        ExperimentTable(
          key: "strategies",
          [.init("strategy"), .init("AUC"), .init("published"), .init("vs cascade-routing", key: "difference")],
          rows: measured.map { [.text($0.name), .fixed($0.area.estimate, 2), $0.published, .difference($0.over, 2)] })
      ],
      data: [
        ExperimentTable(
          key: "strategies",
          [.init("strategy"), .init("AUC"), .init("published"), .init("vs cascade-routing", key: "difference")],
          rows: measured.map { [.text($0.name), .difference($0.area, 2), $0.published, .difference($0.over, 2)] })
      ])
  }
}
