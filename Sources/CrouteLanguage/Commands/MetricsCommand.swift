import CommandLanguage
import Display
import Routing
import Traces
import Workbench

extension Commands {
  static let metrics = Command(
    "metrics", .run, "further metrics of a result: regret by cause, gains, areas, scores",
    arguments: [Argument("RESULT", .result, isOptional: true)], options: [.resultName],
    details: """
      For a run: regret against the best choices at the same mean cost (in hindsight), split into keeping the wrong \
      answer, running more than needed, stopping too early and running the wrong model; the gain over a random and \
      over the best single model, and the gap to the best answers; RouterArena's score where costs are in USD. For a \
      sweep: AUC, AIQ (the area under the hull) and the best RouterArena score; with two models also APGR and \
      CPT(50%), the share of queries on the more expensive model that recovers half of the gap.
      """,
    examples: ["metrics"]
  ) { context in
    let result = try context.measured(context.invocation.arguments.first)
    context.noteStaleness(of: result, named: context.invocation.arguments.first?.text)
    switch result {
    case .run(let run):
      try context.tellMetrics(of: run)
      context.noteCaveats(of: run.workspace)
    case .sweep(let sweep):
      try context.tellMetrics(of: sweep)
      context.noteCaveats(of: sweep.workspace)
    case .table:
      throw LocatedError(.notYet("metrics needs a run or a sweep", advice: "sweep all"), at: context.invocation.verb)
    }
  }
}

extension CommandContext {
  fileprivate mutating func tellMetrics(of run: RunResult) throws {
    let data = run.fitted.data
    if data.log != nil {
      throw CommandError.notYet(
        "regret and gaps need the outcomes of all models on one query, and this log has that of one",
        advice: "sweep mix knn")
    }
    // What models are worth is no outcome to regret.
    let fitted =
      data.isValued ? FittedTraces(data: data.recorded.served, estimates: run.fitted.estimates) : run.fitted
    let regret = try RegretMetric(of: run.tuned, on: data.test, of: fitted, task: task)
    let gain = GainMetric(quality: run.outcomes.meanQuality, on: data.test, of: fitted.data)
    var rows: [(title: String, key: String, value: Double)] = [
      ("regret", "regret", regret.total), ("  kept the wrong answer", "wrong_answer", regret.wrongAnswer),
      ("  ran more than needed", "stopped_late", regret.stoppedLate),
      ("  stopped too early", "stopped_early", regret.stoppedEarly),
      ("  ran the wrong model", "wrong_model", regret.wrongModel),
      ("gain over a random model", "gain_over_random", gain.overRandom),
      ("gain over the best model", "gain_over_single", gain.overSingle),
      ("gap to the best answers", "gap_to_oracle", gain.toOracle),
    ]
    if data.traces.costUnit == .usd {
      let score = ArenaMetric.score(accuracy: run.outcomes.meanQuality, cost: run.outcomes.meanCost)
      rows.append(("Arena score", "arena", score))
    }
    report.line(
      "\(run.strategy): regret in quality per query, at lambda \(Format.significant(regret.lambda, 4)), the price of the best "
        + "choices"
    )
    report.show(
      Table([.init("metric"), .init("value")], rows: rows.map { [.text($0.title), .fixed($0.value, decimals: 4)] }))
    try keep(
      .table(
        Table([.init("metric"), .init("value")], rows: rows.map { [.text($0.key), .number($0.value, digits: 6)] })))
    report.json = [.init("strategy", .string(run.strategy)), .init("lambda", .number(regret.lambda))]
    report.json += rows.map { .init($0.key, $0.value.isFinite ? .number($0.value) : .null) }
  }

  fileprivate mutating func tellMetrics(of sweep: SweepResult) throws {
    let data = sweep.fitted.data
    let singles = sweep.frontiers.singles
    let hasGap = singles.count == 2 && singles[1].quality > singles[0].quality
    let isUSD = data.traces.costUnit == .usd
    let rows = sweep.frontiers.curves.map { curve -> [Table.Cell] in
      let points = curve.points.map { (cost: $0.outcomes.meanCost, quality: $0.outcomes.meanQuality) }
      var row: [Table.Cell] = [
        .text(curve.name), .fixed(curve.area, decimals: 2),
        .fixed(AIQMetric.area(under: points, singles: singles), decimals: 2),
      ]
      if isUSD {
        let best = points.map { ArenaMetric.score(accuracy: $0.quality, cost: $0.cost) }.max() ?? .nan
        row.append(.fixed(best, decimals: 4))
      }
      if hasGap {
        let gap = GapMetric(
          points: curve.points.map {
            ($0.outcomes.ran[1] / Double($0.outcomes.count), $0.outcomes.meanQuality)
          }, weak: singles[0].quality, strong: singles[1].quality)
        row += [.fixed(gap.average, decimals: 4), gap.share(recovering: 0.5).map { .percent($0) } ?? .missing]
      }
      return row
    }
    let table = Table(
      [.init("strategy"), .init("AUC"), .init("AIQ")] + (isUSD ? [.init("best Arena", key: "arena")] : [])
        + (hasGap ? [.init("APGR"), .init("CPT(50%)", key: "cpt_50")] : []), rows: rows)
    report.show(table)
    try keep(.table(table))
    report.json = [.init("strategies", table.json)]
  }
}
