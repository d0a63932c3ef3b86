import Traces

extension Command {
  static let show = Command(
    "show", .data, "show queries, or one query with every model's outcome",
    arguments: [Argument("QUERY", .query, isOptional: true)],
    options: [Option("head", .integer, "N", "how many queries to list (10)")],
    details: "A query is named by its id or by any unambiguous part of it.",
    examples: ["show", "show --head 3", "show sim.00001"]
  ) { context in
    let workspace = try context.workspace()
    let traces = workspace.traces
    let queries = try context.queries(of: workspace)
    let pool = context.pool(of: workspace)
    guard let word = context.invocation.arguments.first else {
      let count = try context.invocation.integer("head", in: 1...1_000_000) ?? 10
      let table = list(queries.prefix(count), of: traces, pool)
      context.report.show(table)
      if queries.count > count { context.report.inform("... \(Format.count(queries.count - count)) more") }
      context.report.json = [.init("queries", table.json), .init("total", .integer(queries.count))]
      return
    }
    let query = try context.query(word.text, among: queries, of: traces, at: word)
    context.report.say("query \(traces.queryIDs[query])")
    var columns: [JSONValue.Member] = []
    for column in traces.queryColumns {
      guard let text = column.text(at: query) else { continue }
      if case .numbers(let numbers) = column.values {
        context.report.say("\(column.name): \(Format.significant(numbers[query]))")
      } else {
        context.report.say("\(column.name): \(text)")
      }
      columns.append(.init(column.name, .string(text)))
    }
    if let prompt = traces.prompts?[query] { context.report.say("prompt: \(prompt)") }
    let table = outcomes(of: query, in: traces, pool)
    context.report.show(table)
    context.report.json = [
      .init("query_id", .string(traces.queryIDs[query])),
      .init("prompt", traces.prompts?[query].map { .string($0) } ?? .null), .init("columns", .object(columns)),
      .init("outcomes", table.json),
    ]
  }

  private static func list(_ queries: ArraySlice<Int>, of traces: TraceSet, _ pool: [Int]) -> Table {
    var headings = [Table.Heading("query_id")]
    if traces.queryColumn("group") != nil { headings.append(.init("group")) }
    headings += [.init("best quality"), .init("solved by")]
    if traces.prompts != nil { headings.append(.init("prompt")) }
    return Table(
      headings,
      rows: queries.map { query in
        let scores = pool.map { traces.quality[query * traces.modelCount + $0] }.filter { !$0.isNaN }
        var row: [Table.Cell] = [.text(traces.queryIDs[query])]
        if let group = traces.queryColumn("group") { row.append(group.text(at: query).map { .text($0) } ?? .missing) }
        row.append(scores.max().map { .number($0, digits: 4) } ?? .missing)
        row.append(.text("\(scores.count { $0 > 0 }) of \(scores.count)"))
        if let prompts = traces.prompts { row.append(.text(Format.shortened(prompts[query] ?? "-", to: 200))) }
        return row
      })
  }

  private static func outcomes(of query: Int, in traces: TraceSet, _ pool: [Int]) -> Table {
    let extra = traces.outcomeColumns
    var headings = [Table.Heading("model"), .init("quality"), .init("cost")] + extra.map { .init($0.name) }
    if traces.answers != nil { headings.append(.init("answer")) }
    let rows = pool.map { model -> [Table.Cell] in
      let index = query * traces.modelCount + model
      var row: [Table.Cell] = [
        .text(traces.models[model]), .number(traces.quality[index], digits: 4), .number(traces.cost[index], digits: 4),
      ]
      row += extra.map { column in
        if case .numbers(let numbers) = column.values { return .number(numbers[index], digits: 4) }
        return column.text(at: index).map { .text($0) } ?? .missing
      }
      if let answers = traces.answers { row.append(answers[index].map { .text($0) } ?? .missing) }
      return row
    }
    let costs = pool.map { traces.cost[query * traces.modelCount + $0] }
    let order = rows.indices.sorted {
      (costs[$0].isNaN ? .infinity : costs[$0], $0) < (costs[$1].isNaN ? .infinity : costs[$1], $1)
    }
    return Table(headings, rows: order.map { rows[$0] })
  }
}

extension Context {
  /// The query that a word names: its id, or any part of it that no other has.
  func query(_ text: String, among queries: [Int], of traces: TraceSet, at word: Word) throws(LocatedError) -> Int {
    if let exact = queries.first(where: { traces.queryIDs[$0] == text }) { return exact }
    let matches = queries.filter { traces.queryIDs[$0].contains(text) }
    if matches.count == 1 { return matches[0] }
    let some = (matches.isEmpty ? queries : matches).prefix(8).map { traces.queryIDs[$0] }
    if matches.isEmpty { throw LocatedError(.unknown("query", text, known: some), at: word) }
    throw LocatedError(.ambiguous("query", text, candidates: some), at: word)
  }
}
