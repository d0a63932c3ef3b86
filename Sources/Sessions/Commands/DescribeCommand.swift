import Mathematics
import Traces

extension Command {
  static let describe = Command(
    "describe", .data, "summarise the traces: quality and cost by model, the oracle",
    details: """
      Over all queries that pass the filter, by model of the pool in ascending mean cost. coverage: share of queries \
      with an outcome. hull: no mixture of other models is as good for the price. wins: share of queries on which it is \
      the cheapest of the best. correlation: mean correlation of its quality with the other models'.
      """
  ) { context in
    let workspace = try context.workspace()
    let summary = TraceSummary(
      workspace.traces, models: context.pool(of: workspace), queries: try context.queries(of: workspace))
    let unit = workspace.traces.costUnit
    let size = "\(Format.count(summary.queryCount, "query", "queries")), \(Format.count(summary.models.count, "model"))"
    context.report.say(
      "\(workspace.name): \(size), cost in \(unit.label)" + (workspace.traces.isSimulated ? ", simulated" : ""))
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
    context.report.show(table)
    if summary.unsolved > 0 {
      context.report.say("\(Format.fixed(summary.unsolved * 100, 1))% of queries: no model scores above 0")
    }
    context.report.json = [
      .init("name", .string(workspace.name)), .init("queries", .integer(summary.queryCount)),
      .init("models", table.json), .init("cost_unit", .string(unit.rawValue)),
      .init("unsolved", .number(summary.unsolved)), .init("simulated", .bool(workspace.traces.isSimulated)),
    ]
  }
}
