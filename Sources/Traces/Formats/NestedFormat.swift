import Input
import Mathematics

extension TraceFormat {
  /// A JSON list of queries, each an object with the parallel lists `llm_name_list`, `perf_list`, `cost_list` and
  /// optionally `response_list`; the order of the models may differ from query to query.
  ///
  /// `q_id`, `query_id` or `id` names the query, otherwise its position does; `query`, `prompt` or `question` is its
  /// prompt; `source`, `group` or `eval_name` its group. Every other member becomes a query column. The file is read
  /// element by element, and texts stay in it.
  static let nested = TraceFormat(
    name: "nested", summary: "JSON list of queries with llm_name_list, perf_list, cost_list, response_list",
    hasRows: false,
    sniff: { beginning in
      let names = Array("\"llm_name_list\"".utf8)
      let isNested =
        beginning.startsWithList && beginning.bytes.indices.contains { beginning.bytes[$0...].starts(with: names) }
      return isNested ? "a list of queries with llm_name_list" : nil
    },
    read: { path, options, task, builder throws(InputError) in
      try options.requireRecordedCost(path: path)
      var reader = try NestedReader(path: path, options: options, task: task)
      try reader.read(into: &builder)
    })
}

/// Reads one nested file.
private struct NestedReader {
  /// The query being read, as far as known.
  private struct Element {
    var id: [UInt8]?
    var prompt = TextReference.none
    var promptHash: UInt64?
    var models: [Int]?
    var scores: [Double]?
    var costs: [Double]?
    var answers: [TextReference]?
    var others: [(column: Int, bytes: [UInt8]?, text: TextReference)] = []
  }

  private let path: String
  private let options: LoadOptions
  private let window: ByteWindow
  private let scanner: JSONScanner
  private let source: TextSource

  init(path: String, options: LoadOptions, task: TaskContext) throws(InputError) {
    let bytes = try ByteSource(path: path, task: task)
    self.path = path
    self.options = options
    window = try ByteWindow(bytes)
    scanner = JSONScanner(window, takesNaN: true)
    source = TextSource(path: path, encoding: .json, isCompressed: bytes.isCompressed)
  }

  mutating func read(into builder: inout TraceBuilder) throws(InputError) {
    builder.begin(source)
    if try scanner.peek() == nil { throw .empty(path: path) }
    try scanner.open(UInt8(ascii: "["))
    var isFirst = true
    while try scanner.nextElement(isFirst: isFirst) {
      isFirst = false
      _ = try scanner.peek()
      let place = window.position(of: scanner.index)
      let element = try element(into: &builder)
      try add(element, place: place, to: &builder)
    }
    try scanner.end(expected: "nothing after the list")
    builder.count(window)
    builder.end(size: window.offset + window.count)
  }

  private mutating func element(into builder: inout TraceBuilder) throws(InputError) -> Element {
    var element = Element()
    try scanner.open(UInt8(ascii: "{"))
    var keys: Set<String> = []
    while let cell = try scanner.nextKey(isFirst: keys.isEmpty) {
      let key = try scanner.text(of: cell)
      if !keys.insert(key).inserted { throw scanner.secondKey(key, at: cell.start - 1) }
      try scanner.colon()
      switch options.name(for: key) {
      case let name? where NameKind.nestedQueries.contains(name): element.id = try scanner.scalar().bytes
      case let name? where NameKind.nestedPrompts.contains(name):
        let place = scanner.place(of: try scanner.value())
        (element.prompt, element.promptHash) = (builder.reference(place), place.flatMap(window.textHash))
      case "llm_name_list":
        element.models = try list { scanner throws(InputError) in
          let name = try scanner.string()
          return builder.model(try scanner.text(of: name))
        }
      case "perf_list":
        element.scores = try list { scanner throws(InputError) in
          try scanner.recordedNumber(
            "perf_list", in: options.qualityRange, clip: options.clip,
            words: { Score.value($0, in: options.qualityRange) })
        }
      case "cost_list":
        element.costs = try list { scanner throws(InputError) in
          try scanner.recordedNumber("cost_list", in: .cost, clip: options.clip, words: { _ in nil })
        }
      case "response_list":
        element.answers = try list { scanner throws(InputError) in
          builder.reference(scanner.place(of: try scanner.value()))
        }
      case let name? where NameKind.nestedGroups.contains(name):
        let column = builder.outcomeColumn("group", .categories, watched: true)
        element.others.append(try other(column, spellsLists: true, in: &builder))
      case let name?: element.others.append(try other(builder.outcomeColumn(name, .any, watched: true), in: &builder))
      case nil: _ = try scanner.value()
      }
    }
    return element
  }

  private func list<Value>(_ element: (JSONScanner) throws(InputError) -> Value) throws(InputError) -> [Value] {
    try scanner.open(UInt8(ascii: "["))
    var values: [Value] = []
    while try scanner.nextElement(isFirst: values.isEmpty) { values.append(try element(scanner)) }
    return values
  }

  private func other(
    _ column: Int, spellsLists: Bool = false, in builder: inout TraceBuilder
  ) throws(InputError) -> (column: Int, bytes: [UInt8]?, text: TextReference) {
    let (cell, bytes) = try scanner.scalar(spellsLists: spellsLists)
    return (column, bytes, builder.reference(scanner.place(of: cell)))
  }

  private func add(
    _ element: Element, place: TextPosition, to builder: inout TraceBuilder
  ) throws(InputError) {
    func malformed(_ found: String, _ expected: String) -> InputError {
      .malformed(path: path, line: place.line, column: place.column, found: found, expected: expected)
    }
    guard let models = element.models else { throw malformed("a query without llm_name_list", "llm_name_list") }
    guard let scores = element.scores else { throw malformed("a query without perf_list", "perf_list") }
    guard let costs = element.costs else { throw malformed("a query without cost_list", "cost_list") }
    let lists = [("perf_list", scores.count), ("cost_list", costs.count), ("response_list", element.answers?.count)]
    for case (let name, let count?) in lists where count != models.count {
      throw malformed("\(name) of length \(count)", "length \(models.count), as of llm_name_list")
    }
    let id = element.id ?? Array(String(builder.queryCount).utf8)
    let query = id.withUnsafeBufferPointer { builder.query($0) }
    for (index, model) in models.enumerated() {
      guard builder.append(query: query, model: model, quality: scores[index], cost: costs[index]) else {
        let name = builder.outcomes.models.strings[model]
        throw .duplicate(path: path, line: place.line, query: String(decoding: id, as: UTF8.self), model: name)
      }
      if let answers = element.answers { builder.setAnswer(answers[index], row: builder.rowCount - 1) }
      for (column, bytes, text) in element.others { builder.append(bytes, text: text, toOutcomeColumn: column) }
    }
    builder.offerPrompt(element.prompt, hash: element.promptHash, query: query)
  }
}

extension FileBeginning {
  /// Whether the text begins with a JSON list.
  fileprivate var startsWithList: Bool {
    bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "[")
  }
}
