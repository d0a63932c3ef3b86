import CommandLanguage
import Display
import Mathematics
import Routing
import Traces

extension SQLTable {
  static let decisions = SQLTable(
    "decisions",
    "one row per decision of a run on a test query; the last one of a query gives the answer; of advise, what its policy "
      + "tuned on all queries decides, while results has what those of its folds achieved",
    [
      .init("result", .text, "the name of the run; _run is the latest unnamed one"),
      .init("strategy", .text, "its strategy"), .init("query_id", .text, "the query"),
      .init("rule", .text, "the tie rule used: cheap (the low-cost rule) or dear (the high-cost rule)"),
      .init(
        "share", .real,
        "the probability of that rule: 1 - gamma or gamma; with run --draw 1 for the rule drawn; of each repeat "
          + "of a split its part of that"
      ),
      .init("step", .integer, "the number of the decision, from 1"),
      .init("action", .text, "run, or stop in the last row of a query"),
      .init("model", .text, "the model that runs; at stop, the model whose answer is given"),
      .init("plan", .text, "the models of the best set, including those that have run"),
      .init("tau", .real, "the trade-off of that set: estimated quality - lambda * cost"),
      .init("lambda", .real, "the price; NULL for strategies without one"),
      .init("quality", .real, "the true quality of that model's answer; NULL where it was not recorded"),
      .init("cost", .real, "its true cost; at stop, that of all runs"),
      .init("evaluated", .integer, "the number of candidates evaluated"),
      .init("pruned", .integer, "the number of sets pruned by lemma 1"),
      .init("bounded_out", .integer, "the number of sets excluded by a bound"),
    ],
    emptiness: {
      $0.hasResult { if case .run = $0 { true } else { false } }
        ? nil : "decisions is empty: there is no run yet, see `help run` (sweeps do not fill it)"
    }
  ) {
    AnyHashable($0.distinctResults.map(\.key))
  } rows: { context, add in
    for result in context.distinctResults {
      guard case .run(let run) = result.value else { continue }
      for (share, log) in try run.decisions(task: context.task) {
        for row in run.rows(of: log, share: share, named: result.name) { try add(row) }
      }
    }
  }
}

extension RunResult {
  /// The decisions on each test query under each possible rule, with the rule's probability.
  fileprivate func decisions(task: TaskContext) throws(RoutingError) -> [(share: Double, log: DecisionLog)] {
    var decisions: [(share: Double, log: DecisionLog)] = []
    for part in tuned.parts(on: fitted.data.test, of: fitted) {
      decisions += try self.decisions(of: part, task: task).map { (part.share * $0.share, $0.log) }
    }
    return decisions
  }

  private func decisions(
    of part: ServingPart, task: TaskContext
  ) throws(RoutingError) -> [(share: Double, log: DecisionLog)] {
    let tuned = part.tuned
    func logs(_ rule: TieRule) throws(RoutingError) -> [DecisionLog] {
      try tuned.policy.decisions(on: part.rows, of: part.fitted, rule: rule, task: task)
    }
    if tuned.gamma == 0 || tuned.gamma == 1 {
      return try logs(tuned.gamma == 0 ? .lowestCost : .highestCost).map { (1, $0) }
    }
    let (cheap, dear) = (try logs(.lowestCost), try logs(.highestCost))
    return zip(cheap, dear).flatMap { cheap, dear -> [(share: Double, log: DecisionLog)] in
      guard let draw else { return [(1 - tuned.gamma, cheap), (tuned.gamma, dear)] }
      return [(1, TunedPolicy.draw(fitted.data.queryID(cheap.row), seed: draw) < tuned.gamma ? dear : cheap)]
    }
  }

  /// The rows of one query under one rule.
  fileprivate func rows(of log: DecisionLog, share: Double, named name: String) -> [[Table.Cell]] {
    let data = fitted.data.recorded
    let head: [Table.Cell] = [
      .text(name), .text(strategy), .text(data.queryID(log.row)), .text(log.rule == .lowestCost ? "cheap" : "dear"),
      .number(share, digits: 6),
    ]
    func row(_ step: Int, _ decision: DecisionLog.Step?, _ action: String, _ model: Int, cost: Double) -> [Table.Cell] {
      let lambda = decision?.lambda ?? .nan
      let plan = decision?.best.map { $0.models.models.map { data.models[$0] }.joined(separator: " + ") } ?? ""
      func count(_ count: Int?) -> Table.Cell { count.map { .integer($0) } ?? .missing }
      return head + [
        .integer(step), .text(action), .text(data.models[model]), plan.isEmpty ? .missing : .text(plan),
        .number(lambda.isNaN ? .nan : decision?.best?.tradeOff ?? .nan, digits: 6), .number(lambda, digits: 6),
        .number(log.path.quality(of: model, log.row, data), digits: 6), .number(cost, digits: 6),
        count(decision?.evaluatedCount),
        count(decision?.prunedCount), count(decision?.boundedOutCount),
      ]
    }
    var rows = zip(log.path.ran.indices, log.path.ran).map { index, model in
      row(
        index + 1, log.steps.indices.contains(index) ? log.steps[index] : nil, "run", model,
        cost: log.path.cost(of: model, log.row, data))
    }
    let last = log.steps.indices.contains(log.path.ran.count) ? log.steps[log.path.ran.count] : nil
    rows.append(row(log.path.ran.count + 1, last, "stop", log.path.answer, cost: log.path.cost(log.row, of: data)))
    return rows
  }
}
