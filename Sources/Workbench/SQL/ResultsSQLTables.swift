import CommandLanguage
import Display
import Routing
import Traces

extension SQLTable {
  static let results = SQLTable(
    "results", "one row per named result; for a sweep, one per strategy",
    [
      .init("result", .text, "its name; _run and _sweep are the latest unnamed ones"),
      .init("kind", .text, "run, sweep or table"),
      .init("strategy", .text, "the strategy, in its canonical spelling"),
      .init("budget", .real, "the budget of a run"), .init("quality", .real, "the mean test quality of a run"),
      .init("cost", .real, "the mean test cost of a run"),
      .init("depth", .real, "the mean number of models run per query"),
      .init("gamma", .real, "the share of the high-cost rule in a run"),
      .init("auc", .real, "the area under the curve of a sweep"),
      .init("row_count", .integer, "test queries of a run, points of a sweep, rows of a table"),
    ]
  ) {
    AnyHashable($0.distinctResults.map(\.key))
  } rows: { context, add in
    for result in context.distinctResults {
      switch result.value {
      case .run(let run):
        try add([
          .text(result.name), .text("run"), .text(run.label),
          run.tuned.budget.map { .number($0, digits: 6) } ?? .missing,
          .number(run.outcomes.meanQuality, digits: 6), .number(run.outcomes.meanCost, digits: 6),
          .number(run.outcomes.depth, digits: 6), .number(run.tuned.gamma, digits: 6), .missing,
          .integer(run.outcomes.count),
        ])
      case .sweep(let sweep):
        for curve in sweep.frontiers.curves {
          try add([
            .text(result.name), .text("sweep"), .text(curve.name), .missing, .missing, .missing, .missing, .missing,
            .number(curve.area, digits: 6), .integer(curve.points.count),
          ])
        }
      case .table(let table):
        try add(
          [.text(result.name), .text("table")] + Array(repeating: .missing, count: 7) + [.integer(table.rows.count)])
      }
    }
  }

  static let points = SQLTable(
    "points", "one row per strategy and budget of a sweep",
    // The name, followed by the columns of the sweep's table.
    [
      .init("result", .text, "the name of the sweep; _sweep is the latest unnamed one"),
      .init("strategy", .text, "the strategy"), .init("budget", .real, "the bound on the expected cost per query"),
      .init("cost", .real, "the mean test cost"), .init("quality", .real, "the mean test quality"),
      .init("depth", .real, "the mean number of models run per query"),
      .init("gamma", .real, "the share of the high-cost rule"),
      .init("lambdas", .text, "the prices (or thresholds) by step"),
      .init("reachable", .text, "yes or no: whether the budget can be met on the tune part"),
      .init("fallback", .text, "yes or no: whether the strategy fell back on mixing single models"),
    ],
    emptiness: { $0.hasResult { if case .sweep = $0 { true } else { false } } ? nil : "points is empty: no sweep yet" }
  ) {
    AnyHashable($0.distinctResults.map(\.key))
  } rows: { context, add in
    for result in context.distinctResults {
      guard case .sweep(let sweep) = result.value else { continue }
      for row in sweep.points.rows { try add([.text(result.name)] + row) }
    }
  }

  /// A named result as a table of that name.
  static func result(_ result: NamedResult) -> SQLTable {
    SQLTable(
      result.name, "the rows of the result", result.value.columns.map { SQLColumn($0.key, .any) }
    ) { _ in
      AnyHashable(result.identity)
    } rows: { _, add in
      for row in result.value.table.rows { try add(row) }
    }
  }
}

extension SessionContext {
  /// The results, each once: under its given name, else as the latest of its kind.
  package var distinctResults: [NamedResult] {
    var results: [NamedResult] = []
    for result in session.results {
      if let index = results.firstIndex(where: { $0.identity == result.identity }) {
        if !result.name.hasPrefix("_") { results[index] = result }
      } else {
        results.append(result)
      }
    }
    return results
  }

  func hasResult(_ isIt: (ResultValue) -> Bool) -> Bool { session.results.contains { isIt($0.value) } }
}

extension NamedResult {
  /// The name and the identity of its result.
  var key: NameOfResult { NameOfResult(name: name, identity: identity) }
}

/// The name of a result and its identity.
struct NameOfResult: Hashable, Sendable {
  var name: String
  var identity: Int
}
