import CommandLanguage
import Display
import Routing
import Traces

extension SQLTable {
  static let queries = SQLTable(
    "queries", "one row per query that passes the filter",
    [
      .init("query_id", .text, "its name"),
      .init(
        "part", .text,
        "train, tune or test, or its fold; NULL where the query has too few outcomes to be used (with `pool --complete`, "
          + "where any is missing)"),
      .init("prompt", .text, "its text, if recorded") { $0.workspace?.traces.prompts },
    ],
    furtherSummary: "every other column with a value per query, such as \"group\"",
    further: { $0.workspace?.traces.queryColumns.map { SQLColumn($0) } ?? [] }
  ) {
    AnyHashable(DatasetKey(try $0.workspace()))
  } rows: { context, add in
    let workspace = try context.workspace()
    let traces = workspace.traces
    let queries = try context.queries(of: workspace)
    let parts = context.parts(of: workspace)
    for (count, query) in queries.enumerated() {
      if count % 1024 == 0 { try context.task.check() }
      try add(
        [
          .text(traces.queryIDs[query]), parts[query].map { .text($0) } ?? .missing,
          .recorded(traces.prompts, at: query),
        ] + traces.queryColumns.map { .value(of: $0, at: query) })
    }
  }

  static let models = SQLTable(
    "models", "one row per model of the pool",
    [
      .init("model", .text, "its name"),
      .init("position", .integer, "its place in the pool by mean cost on the train part, from 1"),
      .init("quality", .real, "its mean quality over the queries that pass the filter"),
      .init("cost", .real, "its mean cost over these queries"),
      .init("coverage", .real, "the share of these queries with an outcome"),
      .init("on_hull", .integer, "1 if no mixture of other models is as good at the same cost, else 0"),
      .init(
        "wins", .real, "the share of queries on which it is the cheapest of the best and scores above 0; NULL for a log"
      ),
    ]
  ) {
    AnyHashable(DatasetKey(try $0.workspace()))
  } rows: { context, add in
    let workspace = try context.workspace()
    let summary = try context.summary(of: workspace)
    let order = try? context.dataset(workspace).models
    let rows = summary.models.map { model in
      (position: order?.firstIndex(of: model.name), model: model)
    }
    for (position, model) in rows.sorted(by: { ($0.position ?? 0) < ($1.position ?? 0) }) {
      try add([
        .text(model.name), position.map { .integer($0 + 1) } ?? .missing, .number(model.quality, digits: 6),
        .number(model.cost, digits: 6), .number(model.coverage, digits: 6), .integer(model.isOnHull ? 1 : 0),
        .number(model.wins, digits: 6),
      ])
    }
  }

  static let outcomes = SQLTable(
    "outcomes", "one row per answer of a model of the pool to a query that passes the filter",
    [
      .init("query_id", .text, "the query"), .init("model", .text, "the model"),
      .init("quality", .real, "how good the answer was, from 0 to 1"), .init("cost", .real, "what it cost"),
      .init("answer", .text, "its text, if recorded") { $0.workspace?.traces.answers },
    ],
    furtherSummary: "every other column with a value per answer, such as confidence",
    further: { $0.workspace?.traces.outcomeColumns.map { SQLColumn($0) } ?? [] }
  ) {
    AnyHashable(DatasetKey(try $0.workspace()))
  } rows: { context, add in
    let workspace = try context.workspace()
    let traces = workspace.traces
    let pool = context.pool(of: workspace)
    for (count, query) in try context.queries(of: workspace).enumerated() {
      if count % 256 == 0 { try context.task.check() }
      for model in pool {
        let index = query * traces.modelCount + model
        if traces.quality[index].isNaN { continue }
        try add(
          [
            .text(traces.queryIDs[query]), .text(traces.models[model]), .number(traces.quality[index], digits: 6),
            .number(traces.cost[index], digits: 6), .recorded(traces.answers, at: index),
          ] + traces.outcomeColumns.map { .value(of: $0, at: index) })
      }
    }
  }
}

extension SessionContext {
  /// The part of each query, by its index in the traces; none if the query is excluded from fits and measurement.
  fileprivate func parts(of workspace: Workspace) -> [Int: String] {
    guard let data = try? dataset(workspace) else { return [:] }
    if let folds = data.folds {
      let names = folds.deals[0].map { "fold \($0 + 1)" }
      return Dictionary(uniqueKeysWithValues: zip(data.queryIndices, names))
    }
    var parts: [Int: String] = [:]
    for (part, rows) in [(Part.train, data.train), (.tune, data.tune), (.test, data.test)] {
      for row in rows { parts[data.queryIndices[row]] = part.rawValue }
    }
    return parts
  }
}

extension Table.Cell {
  /// The index of a text read on demand.
  fileprivate static func recorded(_ texts: TextColumn?, at index: Int) -> Table.Cell {
    texts?.isPresent(at: index) == true ? .integer(index) : .missing
  }

  fileprivate static func value(of column: Column, at index: Int) -> Table.Cell {
    switch column.values {
    case .numbers(let numbers): .number(numbers[index], digits: 6)
    case .categories: column.text(at: index).map { .text($0) } ?? .missing
    case .text(let texts): .recorded(texts, at: index)
    }
  }
}
