import CommandLanguage
import Display
import Mathematics
import Traces

extension Commands {
  static let describe = Command(
    "describe", .data, "summarise the traces: quality and cost per model, and the oracle",
    options: DescribePage.all.map(\.option) + [
      Option("solved", .number, "Q", "with --complementarity: the least quality that counts as solved (any above 0)"),
      .resultName,
    ],
    details: """
      Per model of the pool, in ascending mean cost, over all queries that pass the filter. coverage: share of queries \
      with an outcome. hull: no mixture of other models is as good at the same cost. wins: share of queries on which \
      it is the cheapest of the best and scores above 0. correlation: mean correlation of its quality with that of the other models.
      Further pages, one at a time: --distributions; --agreement; --complementarity, where gained counts queries that \
      a model solves and no cheaper one does, lost those that a cheaper one solves and it does not, alone those that \
      only it solves, together those that it or a cheaper one solves; --by COLUMN, where more than 12 different \
      numbers are grouped into quarters, named by their upper ends. Each page is kept as a result with numbers in \
      full: for --agreement a row per pair of models (the shares of queries on which each is better; together: mean \
      quality of the better answer), for --by a row per group and model.
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
    try context.tellSummary(TraceSummary(outcomes, task: context.task))
    if workspace.traces.repeatCount > 0 {
      let deviation = workspace.traces.runDeviation ?? 0
      context.report.line(
        "\(Format.count(workspace.traces.repeatCount, "outcome repeats", "outcomes repeat")) a query and model; "
          + "the quality of one run varies by \(Format.significant(deviation)) (standard deviation)")
      context.report.json += [
        .init("repeats", .integer(workspace.traces.repeatCount)), .init("run_deviation", .number(deviation)),
      ]
    }
  }
}

extension CommandContext {
  fileprivate mutating func tellSummary(_ summary: TraceSummary) throws {
    let table = Table(
      [
        .init("model"), .init("quality"), .init("cost"), .init("coverage"), .init("hull"), .init("wins"),
        .init("correlation"),
      ],
      rows: summary.models.map { model in
        [
          .text(model.name), .fixed(model.quality, decimals: 4), .number(model.cost, digits: 4),
          .percent(model.coverage), .text(model.isOnHull ? "yes" : ""), .percent(model.wins),
          .fixed(model.correlation, decimals: 2),
        ]
      } + [
        [
          .text("oracle"), .fixed(summary.oracle.quality, decimals: 4), .number(summary.oracle.cost, digits: 4),
          .percent(summary.oracle.share), .missing, .missing, .missing,
        ]
      ])
    report.show(table)
    if summary.unsolved > 0 {
      report.line("\(Format.fixed(summary.unsolved * 100, 1))% of queries: no model scores above 0")
    }
    try keep(.table(table))
    report.json += [.init("models", table.json), .init("unsolved", .number(summary.unsolved))]
  }
}
