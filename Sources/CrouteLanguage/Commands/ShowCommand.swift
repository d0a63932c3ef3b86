import CommandLanguage
import Display
import Input
import Mathematics
import Traces
import Workbench

extension Commands {
  static let show = Command(
    "show", .data, "list queries, or show one query with every model's outcome",
    arguments: [Argument("QUERY", .query, isOptional: true)],
    options: [
      Option("head", .integer, "N", "the number of queries to list (10)"),
      Option("model", .model, "MODEL", "for one query: only the outcome of this model"), .resultName,
    ],
    details: """
      A query is named by its id or any unambiguous part of it. Only queries that pass the filter and models of the \
      pool are shown. Answers of more than \(shortAnswer) characters are printed in full below the table.
      """,
    examples: ["show", "show --head 3", "show sim.00001", "show sim.00001 --model gpt-4"]
  ) { context in
    let workspace = try context.workspace()
    let queries = try context.queries(of: workspace)
    if let word = context.invocation.arguments.first {
      let query = try context.query(word.text, among: queries, of: workspace.traces, at: word)
      try context.tell(query, of: workspace)
    } else {
      try context.list(queries, of: workspace)
    }
  }

  /// The longest answer shown in a table, in characters.
  fileprivate static let shortAnswer = 24
}

extension CommandContext {
  /// The query named by a word: its id, or any unambiguous part.
  func query(_ text: String, among queries: [Int], of traces: TraceSet, at word: Word) throws(LocatedError) -> Int {
    if let exact = queries.first(where: { traces.queryIDs[$0] == text }) { return exact }
    let matches = queries.filter { traces.queryIDs[$0].contains(text) }
    if matches.count == 1 { return matches[0] }
    if matches.isEmpty {
      if session.results.contains(where: { $0.name == text }) {
        throw LocatedError(.notYet("\(text) is no query but a result", advice: "sql SELECT * FROM \(text)"), at: word)
      }
      throw LocatedError(.unknown("query", text, known: queries.prefix(8).map { traces.queryIDs[$0] }), at: word)
    }
    throw LocatedError(.ambiguous("query", text, candidates: matches.map { traces.queryIDs[$0] }), at: word)
  }

  // MARK: several queries

  fileprivate mutating func list(_ queries: [Int], of workspace: Workspace) throws {
    if let word = invocation.word("model") {
      throw LocatedError(.misuse("--model is for one query: show QUERY --model MODEL"), at: word)
    }
    let traces = workspace.traces
    let count = try invocation.integer("head", in: 1...1_000_000) ?? 10
    let pool = pool(of: workspace)
    let group = traces.queryColumn("group")
    let task = task
    func rows(_ scoreCells: ([Double]) -> [Table.Cell], isFull: Bool) throws(Cancelled) -> [[Table.Cell]] {
      try queries.prefix(count).map { query throws(Cancelled) in
        try task.check()
        let scores = pool.map { traces.quality[query * traces.modelCount + $0] }.filter { !$0.isNaN }
        var row: [Table.Cell] = [.text(traces.queryIDs[query])]
        if let group { row.append(group.text(at: query).map { .text($0) } ?? .missing) }
        row.append(scores.max().map { .number($0, digits: 4) } ?? .missing)
        row += scoreCells(scores)
        if let prompts = traces.prompts {
          row.append(.text(Format.shortened(prompts[query] ?? "-", to: isFull ? .max : 200)))
        }
        return row
      }
    }
    func solved(_ scores: [Double]) -> Int { scores.count { $0 > 0 } }
    let first = [Table.Heading("query_id")] + (group == nil ? [] : [.init("group")]) + [.init("best quality")]
    let last: [Table.Heading] = traces.prompts == nil ? [] : [.init("prompt")]
    let table = Table(
      first + [.init("solved by")] + last,
      rows: try rows({ [.text("\(solved($0)) of \($0.count)")] }, isFull: false))
    report.show(table)
    if queries.count > count { report.status("... \(Format.count(queries.count - count)) more") }
    try keep(
      .table(
        Table(
          first + [.init("solved by"), .init("answers")] + last,
          rows: try rows({ [.integer(solved($0)), .integer($0.count)] }, isFull: true))))
    report.json = [.init("queries", table.json), .init("total", .integer(queries.count))]
  }

  // MARK: one query

  fileprivate mutating func tell(_ query: Int, of workspace: Workspace) throws {
    let traces = workspace.traces
    report.line("query \(traces.queryIDs[query])")
    var columns: [JSONValue.Member] = []
    for column in traces.queryColumns {
      guard let text = column.text(at: query) else { continue }
      if case .numbers(let numbers) = column.values {
        report.line("\(column.name): \(Format.significant(numbers[query]))")
      } else {
        tell(text, as: column.name)
      }
      columns.append(.init(column.name, .string(text)))
    }
    if let prompt = traces.prompts?[query] { tell(prompt, as: "prompt") }
    var models = pool(of: workspace)
    if let word = invocation.word("model") {
      models = [try at(word) { try QueryValue.model(word.text, among: traces.models) }]
    }
    let costs = models.map { traces.cost[query * traces.modelCount + $0] }
    let order = models.indices.sorted {
      (costs[$0].isNaN ? .infinity : costs[$0], $0) < (costs[$1].isNaN ? .infinity : costs[$1], $1)
    }
    let table = outcomes(of: query, order.map { models[$0] }, in: traces)
    let answers = order.map { traces.answers?[query * traces.modelCount + models[$0]] }
    let areShort = answers.allSatisfy { $0.map { $0.count <= Commands.shortAnswer && !$0.contains("\n") } ?? true }
    if traces.answers == nil || areShort {
      showInParts(table)
    } else {
      showInParts(Table(table.columns.dropLast(), rows: table.rows.map { $0.dropLast() }))
      for (row, answer) in zip(table.rows, answers) {
        guard let answer else { continue }
        report.line("\n\(row[0].text), quality \(row[1].text):")
        report.quote(answer)
      }
    }
    try keep(.table(table))
    report.json = [
      .init("query_id", .string(traces.queryIDs[query])),
      .init("prompt", traces.prompts?[query].map { .string($0) } ?? .null), .init("columns", .object(columns)),
      .init("outcomes", table.json),
    ]
  }

  /// Shows a table that may be too wide for a line.
  private mutating func showInParts(_ table: Table) {
    for part in table.parts(width: width) { report.show(part) }
  }

  /// Shows a text after its name, on the same line if it fits.
  private mutating func tell(_ text: String, as name: String) {
    if text.count + name.count + 2 <= Surface.standard.width && !text.contains("\n") {
      report.line("\(name): \(text)")
    } else {
      report.line("\(name):")
      report.quote(text)
    }
  }

  private func outcomes(of query: Int, _ models: [Int], in traces: TraceSet) -> Table {
    let extra = traces.outcomeColumns
    var headings = [Table.Heading("model"), .init("quality"), .init("cost")] + extra.map { .init($0.name) }
    if traces.answers != nil { headings.append(.init("answer")) }
    return Table(
      headings,
      rows: models.map { model in
        let index = query * traces.modelCount + model
        var row: [Table.Cell] = [
          .text(traces.models[model]), .number(traces.quality[index], digits: 4),
          .number(traces.cost[index], digits: 4),
        ]
        row += extra.map { column in
          if case .numbers(let numbers) = column.values { return .number(numbers[index], digits: 4) }
          return column.text(at: index).map { .text($0) } ?? .missing
        }
        if let answers = traces.answers { row.append(answers[index].map { .text($0) } ?? .missing) }
        return row
      })
  }
}
