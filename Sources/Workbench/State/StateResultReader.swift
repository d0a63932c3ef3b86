import Display
import Input
import Mathematics
import Routing

/// Reads the results of a session: what follows from the traces is computed again, tables are stored.
extension StateReader {
  /// Adds a result under its names, or notes that it is left out.
  mutating func readResult(_ node: JSONNode, _ task: TaskContext) throws {
    let names = try node["names"].strings()
    guard let value = try result(node, task) else {
      omitted += names.filter { !NamedResult.hidden.contains($0) }
      return
    }
    let identity = context.makeIdentity()
    session.results += names.map { NamedResult(name: $0, value: value, identity: identity) }
  }

  /// The result of a node; `nil` if it depends on changed files.
  private func result(_ node: JSONNode, _ task: TaskContext) throws -> ResultValue? {
    let kind = try node["kind"].string()
    // The source of a table is not stored: it may depend on any file.
    if kind == "table" { return changed.isEmpty ? .table(try table(node)) : nil }
    guard kind == "run" || kind == "sweep" else { throw node["kind"].mismatch("run, sweep or table") }
    let (workspace, isChanged) = try workspace(node["on"])
    if isChanged { return nil }
    let fitted = try context.fittedTraces(of: workspace)
    let reference = try faults(node["reference"])
    let tuneRows = try node["tune_rows"].optional?.integer()
    func tuning(_ fitted: FittedTraces) -> FittedTraces {
      tuneRows.map { fitted.sampled(atMost: max(1, $0), seed: workspace.samplingSeed) } ?? fitted
    }
    if kind == "run" {
      let name = try node["strategy"].string()
      if let advice = node["advice"].optional { return .run(try self.advice(advice, node, workspace, fitted)) }
      let fitted = try context.traces(for: name, fitted, of: workspace)
      let tuned = try tuned(
        try strategy(node["strategy"], reference, fitted), [node], tuning(fitted), task.step(0, of: 2))[0]
      let draw = try node["draw"].optional?.seed()
      let rows = fitted.data.test
      let outcomes =
        try draw.map { try tuned.drawnOutcomes(on: rows, of: fitted, seed: $0, task: task.step(1, of: 2)) }
        ?? tuned.outcomes(on: rows, of: fitted, task: task.step(1, of: 2))
      return .run(
        RunResult(
          strategy: name, tuned: tuned, outcomes: outcomes, fitted: fitted, workspace: workspace, reference: reference,
          draw: draw, tuneRows: tuneRows, guarantee: try node["guarantee"].optional.map { try Guarantee($0) }))
    }
    let budgets = try node["budgets"].numbers()
    if budgets.isEmpty { throw node["budgets"].mismatch("at least one budget") }
    if try node["strategies"].elements().isEmpty { throw node["strategies"].mismatch("at least one strategy") }
    var curves: [(name: String, tuned: [TunedPolicy])] = []
    let valued = try context.singleChoices(fitted, of: workspace)
    for strategy in try node["strategies"].elements() {
      let fitted = Strategies.runsOneModel(try strategy["name"].string()) ? valued ?? fitted : fitted
      let points = try strategy["points"].elements(count: budgets.count)
      curves.append(
        (
          try strategy["name"].string(),
          try tuned(try self.strategy(strategy["name"], reference, fitted), points, tuning(fitted), task.step(0, of: 2))
        ))
    }
    let frontiers = try Sweep.frontiers(
      of: curves, on: fitted, valued: valued, budgets: budgets, task: task.step(1, of: 2))
    return .sweep(
      SweepResult(
        frontiers: frontiers, fitted: fitted, workspace: workspace, reference: reference, tuneRows: tuneRows))
  }

  /// Advice: its policy is tuned on all queries, and its outcomes are stored, as only advising again would yield them.
  private func advice(
    _ advice: JSONNode, _ node: JSONNode, _ workspace: Workspace, _ fitted: FittedTraces
  ) throws -> RunResult {
    let name = try node["strategy"].string()
    let (rows, models) = (fitted.data.test.count, fitted.data.modelCount)
    let parameters = try PolicyParameters(node, models: fitted.data.models)
    guard
      let tuned = try strategy(node["strategy"], [], fitted).tuned(
        parameters, budget: try node["budget"].optional?.number(), gamma: try node["gamma"].number(),
        isReachable: try node["reachable"].bool())
    else { throw node["strategy"].mismatch("a strategy that matches the parameters") }
    var means: [(cost: Double, quality: Double)] = []
    for pair in try advice["repeats"].elements() {
      let numbers = try pair.numbers(count: 2)
      means.append((numbers[0], numbers[1]))
    }
    let outcomes = Outcomes(
      cost: try advice["cost"].numbers(count: rows), quality: try advice["quality"].numbers(count: rows),
      ran: try advice["ran"].numbers(count: models), answered: try advice["answered"].numbers(count: models),
      repeatMeans: means)
    return RunResult(
      strategy: name, tuned: tuned, outcomes: outcomes, fitted: fitted, workspace: workspace, reference: [],
      isAdvice: true)
  }

  private func strategy(_ node: JSONNode, _ reference: ReferenceFaults, _ fitted: FittedTraces) throws -> any Strategy {
    guard var specification = try? StrategySpecification(try node.string()) else {
      throw node.mismatch("a strategy of this version")
    }
    specification.reference = reference
    return try Strategies.strategy(specification, models: fitted.data.models)
  }

  /// The policies of points; tuned again if they need the traces.
  private func tuned(
    _ strategy: any Strategy, _ points: [JSONNode], _ fitted: FittedTraces, _ task: TaskContext
  ) throws -> [TunedPolicy] {
    var tuner: (any Tuner)?
    return try points.map { point in
      let budget = try point["budget"].optional?.number()
      let known = try strategy.tuned(from: point, models: fitted.data.models)
      // Where rows are dealt into folds, each fold has a policy of its own; given thresholds are the same for all.
      let isTunedByFold = !fitted.folds.isEmpty && (budget != nil || point["thresholds"].isMissing)
      if !isTunedByFold, let known { return known }
      func whole(_ tuned: TunedPolicy) throws -> TunedPolicy {
        try point["cap"].optional.map { tuned.capped(at: try $0.number()) } ?? tuned
      }
      let own = try tuner ?? strategy.tuner(for: fitted, task: task)
      tuner = own
      if budget == nil, let lambda = try point["lambdas"].optional?.numbers().first,
        let priced = own.policy(lambda: lambda)
      {
        return try whole(priced)
      }
      return try whole(try own.policy(budget: budget, task: task))
    }
  }

  private func table(_ node: JSONNode) throws -> Table {
    var columns: [Table.Heading] = []
    for column in try node["columns"].elements() {
      columns.append(Table.Heading(try column["title"].string(), key: try column["key"].string()))
    }
    var rows: [[Table.Cell]] = []
    for row in try node["rows"].elements() {
      var cells: [Table.Cell] = []
      for cell in try row.elements(count: columns.count) { cells.append(try Table.Cell(stored: cell)) }
      rows.append(cells)
    }
    return Table(columns, rows: rows)
  }
}
