import CommandLanguage
import Display
import Mathematics
import Traces
import Workbench

extension Commands {
  static let describe = Command(
    "describe", .data, "summarise the traces: quality and cost per model, and the oracle",
    options: DescribePage.all.map(\.option) + [
      Option("solved", .number, "Q", "with --complementarity: the lowest quality that counts as solved (any above 0)"),
      .resultName,
    ],
    details: """
      Per model of the pool, in ascending mean cost, over all queries that pass the filter. coverage: share of queries \
      with an outcome, quality and cost. hull: no mixture of other models is as good at the same cost. wins: share of queries on which \
      it is the cheapest of the best and scores above 0. correlation: mean correlation of its quality with that of the \
      other models. oracle: the cheapest of the best answers to each query. An answer may be the best by luck, so the \
      oracle's quality is an upper estimate. Where there are several runs, the noise of one is shown, and an oracle \
      without that luck: each query is answered by the model that is best in all runs but one, and measured on that \
      one.
      Where outcomes are missing, adjusted means stand beside the raw ones: what to expect of a model on the queries \
      on which it was not run follows from how the others did there and from the group (doubly robust); +- is half of \
      a 95% interval. Hull, wins and oracle are then computed from these.
      In a log of one model per query, the worth of a model on other models' queries is estimated from its own \
      outcomes, from the chance with which the log chose it (column propensity; else its share in the group) and from \
      what is known of queries beforehand; - stands where the log cannot tell. effective: the \
      number of equally weighted queries that would tell as much.
      Further pages, one at a time: --distributions; --agreement; --complementarity (gained: queries that a model \
      solves and no cheaper one does; lost: those that a cheaper one solves and it does not; alone: those that only it \
      solves; together: those that it or a cheaper one solves); --by COLUMN, where more than 12 different numbers are \
      grouped into quarters, named by their upper ends. Each page is kept as a result with numbers in full: for \
      --agreement a row per pair of models (the shares of queries on which each is better; together: mean quality of \
      the better answer), for --by a row per group and model.
      """,
    examples: [
      "describe", "describe --distributions", "describe --agreement --as pairs",
      "describe --complementarity --solved 0.8", "describe --by group", "describe --by gpt-4.quality",
    ]
  ) { context in
    let workspace = try context.workspace()
    let outcomes = try context.outcomes(of: workspace)
    let unit = workspace.traces.costUnit
    let size = "\(Format.count(outcomes.queryCount, "query", "queries")), \(Format.count(outcomes.modelCount, "model"))"
    context.report.line(
      "\(workspace.name): \(size), cost in \(unit.label)" + (workspace.traces.isSimulated ? ", simulated" : ""))
    context.report.json = [
      .init("name", .string(workspace.name)), .init("queries", .integer(outcomes.queryCount)),
      .init("cost_unit", .string(unit.rawValue)), .init("simulated", .bool(workspace.traces.isSimulated)),
    ]
    let pages = DescribePage.all.filter { context.invocation.has($0.option.name) }
    if pages.count > 1 {
      let options = pages.map { "--" + $0.option.name }.joined(separator: ", ")
      throw LocatedError(
        .malformed(found: options, expected: "one page at a time"), at: context.invocation.verb)
    }
    if let word = context.invocation.word("solved"), pages.first?.option.name != "complementarity" {
      throw LocatedError(
        .notYet("--solved needs --complementarity", advice: "describe --complementarity --solved 0.5"), at: word)
    }
    if let page = pages.first { return try page.show(&context, outcomes) }
    if let log = try context.loggedDataset(workspace, on: outcomes.queries) {
      return try context.tell(log)
    }
    let runs = RunSummary(workspace.traces, on: outcomes)
    let summary = try context.summary(of: workspace)
    try context.tellSummary(summary, runs)
    if let runs {
      context.tellRuns(runs)
    } else if summary.isOracleFlattered {
      context.report.note("the oracle is too high: the best of several single runs is partly luck")
    }
  }
}

extension CommandContext {
  fileprivate mutating func tellSummary(_ summary: TraceSummary, _ runs: RunSummary?) throws {
    let isAdjusted = !summary.isComplete
    func means(_ raw: Table.Cell, _ adjusted: Table.Cell) -> [Table.Cell] { isAdjusted ? [raw, adjusted] : [raw] }
    var headings: [Table.Heading] = [.init("model"), .init("quality")]
    if isAdjusted { headings += [.init("adjusted", key: "adjusted_quality"), .init("+-", key: "margin")] }
    headings.append(.init("cost"))
    if isAdjusted { headings.append(.init("adjusted", key: "adjusted_cost")) }
    let table = Table(
      headings + [.init("coverage"), .init("hull"), .init("wins"), .init("correlation")],
      rows: summary.models.map { model in
        [.text(model.name)]
          + means(.fixed(model.quality, decimals: 4), .fixed(model.adjusted.quality, decimals: 4))
          + (isAdjusted ? [.fixed(model.margin, decimals: 4)] : [])
          + means(.number(model.cost, digits: 4), .number(model.adjusted.cost, digits: 4)) + [
            .percent(model.coverage), .text(model.isOnHull ? "yes" : ""), .percent(model.wins),
            .fixed(model.correlation, decimals: 2),
          ]
      }
        + ([("oracle", summary.oracle)] + (runs.map { [("oracle, other runs", $0.oracle)] } ?? [])).map {
          name, oracle in
          [.text(name)] + (isAdjusted ? [.missing] : []) + [.fixed(oracle.quality, decimals: 4)]
            + (isAdjusted ? [.missing, .missing] : []) + [
              .number(oracle.cost, digits: 4), .percent(oracle.share), .missing, .missing, .missing,
            ]
        })
    report.show(table)
    if isAdjusted, summary.models.contains(where: { !$0.adjusted.quality.isNaN }) {
      report.note(
        "adjusted: the mean to expect over all queries, estimated from the other models' outcomes where a model was not run "
          + "(doubly robust); hull, wins and oracle use it")
    }
    for model in summary.models where model.unreached > 0 {
      report.note(
        "\(model.name) had no chance to run on queries like \(Format.count(Int(model.unreached.rounded()))) of these, by what "
          + "the others did there: its adjusted mean is a guess for them, which +- does not cover")
    }
    if summary.unsolved > 0 {
      let queries =
        summary.isComplete
        ? "queries" : "the \(Format.count(summary.completeCount, "query", "queries")) on which all models were run"
      report.line("\(Format.fixed(summary.unsolved * 100, 1))% of \(queries): no model scores above 0")
    }
    try keep(.table(table))
    report.json += [.init("models", table.json), .init("unsolved", .number(summary.unsolved))]
  }

  fileprivate mutating func tellRuns(_ runs: RunSummary) {
    report.line(
      "\(Format.count(runs.runCount, "run")) of \(Format.count(runs.outcomeCount, "outcome")), up to "
        + "\(Format.count(runs.greatestCount)) each; the quality of one run varies by "
        + "\(Format.significant(runs.deviation)) (standard deviation within query and model)")
    report.note(
      "oracle: the best mean quality per query, too high because of luck; other runs: chosen on all runs but one, "
        + "measured on that one"
    )
    report.json += [
      .init("runs", .integer(runs.runCount)), .init("run_outcomes", .integer(runs.outcomeCount)),
      .init("run_deviation", .number(runs.deviation)),
    ]
  }
}
