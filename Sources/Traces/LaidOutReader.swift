import Input
import Mathematics

/// Reads the records of one file, or of one member of an archive, by their layout.
struct LaidOutReader {
  /// The layout before `--map`.
  private let given: RecordLayout
  private let layout: RecordLayout
  private let options: LoadOptions
  private let path: String
  private var queries: [RecordSlot] = [], models: [RecordSlot] = [], tasks: [RecordSlot] = []
  private var qualities: [RecordSlot] = [], costs: [RecordSlot] = [], errors: [RecordSlot] = []
  private var prompts: [RecordSlot] = [], answers: [RecordSlot] = [], groups: [RecordSlot] = []
  private var groupColumn = -1, fileColumn = -1
  private var measures: [(place: Int, name: String, scale: Double, slots: [RecordSlot])] = []
  private var others: [(name: String, slots: [RecordSlot], column: Int)] = []
  private var recordPaths: [String] = [], headerPaths: [String] = []
  private var texts: Set<Int> = []
  private var entries: RecordEntries?
  /// What is wrong with the paths of `--map`.
  private var complaint: InputError?
  private var scoring: (slot: Int, name: [UInt8])?
  private var condition: RowCondition.Placed<Int>?
  /// What `--map`, `--where` and `--chunks` name and no record has held yet.
  private var awaited: [(slot: Int, complaint: InputError)] = []
  /// The scorer whose scores count, where records hold several.
  private var scorer: [UInt8]?
  private let refusesRepeats: Bool
  private var hasToldScores = false

  /// A reader of records of a layout.
  ///
  /// - Parameter refusesRepeats: whether two outcomes of one query and model are an error.
  init(_ layout: RecordLayout, options: LoadOptions, path: String, refusesRepeats: Bool = false) {
    self.refusesRepeats = refusesRepeats
    given = layout
    self.layout = layout.mapped(by: options.map)
    self.options = options
    self.path = path
    var slots: [String: [RecordSlot]] = [:]
    for (name, path) in self.layout.fields {
      let slot: RecordSlot
      if path == "@" {
        slot = .key
      } else if path.hasPrefix("^") {
        headerPaths.append(String(path.dropFirst()))
        slot = .header(headerPaths.count - 1)
      } else {
        recordPaths.append(path)
        slot = .record(recordPaths.count - 1)
        if options.map[name] == path, ["model", "group", "task"].contains(name) {
          let reason = "--map \(name)=\(path): nothing was found there"
          awaited.append((recordPaths.count - 1, .incompatible(path: self.path, reason: reason)))
        }
        if name == "prompt" || name == "answer" { texts.insert(recordPaths.count - 1) }
        let entries = RecordEntries(
          of: name, at: path, slot: recordPaths.count - 1, isMapped: options.map[name] == path)
        self.entries = self.entries.map { own in entries.map(own.joined) ?? own } ?? entries
      }
      slots[name, default: []].append(slot)
    }
    complaint = entries.map { $0.kind != .keys } ?? false ? options.strayMember(path: path) : nil
    if let path = layout.scoring {
      recordPaths.append(path)
      scoring = (recordPaths.count - 1, [])
    }
    let names = Dictionary(self.layout.fields.map { ($0.1, $0.0) }) { first, _ in first }
    let chunk = options.chunk
    // Where no path leads to what names the queries, their prompts tell them apart as well.
    let likely = ["query_id", "prompt"].map { name in
      self.layout.fields.filter { $0.0 == name && $0.1 != "@" && !$0.1.hasPrefix("^") }.map(\.1)
    }
    let queryPaths = self.layout.fields.filter { $0.0 == "query_id" }.map(\.1)
    let queryPath = queryPaths.count == 1 && !["@", "^"].contains(queryPaths[0].prefix(1)) ? queryPaths[0] : nil
    condition = options.rows.map { condition in
      condition.columns(kind: { .init(of: names[options.map[$0] ?? $0] ?? $0) }) { path in
        recordPaths.append(options.map[path] ?? (path == "query_id" ? queryPath : nil) ?? path)
        let complaint: InputError =
          if let chunk, chunk.column == path {
            chunk.unnamed(in: self.path, likely: likely.first { !$0.isEmpty } ?? [])
          } else {
            .incompatible(path: self.path, reason: "--where '\(condition.text)': no record has \(path)")
          }
        awaited.append((recordPaths.count - 1, complaint))
        return recordPaths.count - 1
      }
    }
    queries = slots["query_id"] ?? []
    models = slots["model"] ?? []
    qualities = slots["quality"] ?? []
    costs = slots["cost"] ?? []
    prompts = slots["prompt"] ?? []
    answers = slots["answer"] ?? []
    tasks = slots["task"] ?? []
    groups = (slots["group"] ?? []) + tasks
    errors = layout.errorsAreFailures ? slots["error"] ?? [] : []
    for (place, measure) in RecordedOutcome.Measure.allCases.enumerated() {
      if let own = slots[measure.rawValue] { measures.append((place, measure.rawValue, 1, own)) }
      if measure == .latency, let own = slots["latency_ms"] { measures.append((place, measure.rawValue, 0.001, own)) }
    }
    var seen = layout.ownNames
    for (name, _) in self.layout.fields where seen.insert(name).inserted {
      others.append((name, slots[name] ?? [], -1))
    }
  }

  /// A reader of the records of a text, which picks what the layout names.
  func records(_ window: ByteWindow) -> JSONRecordReader {
    JSONRecordReader(window, at: layout.place, paths: recordPaths, texts: texts, headerPaths: headerPaths)
  }

  /// Decides which scorer's score counts where records may have several, and says so.
  ///
  /// - Parameter records: gives a reader of the records, or of some of them, that picks what is at some paths.
  /// - Returns: whether that is decided.
  @discardableResult
  mutating func chooseScorer(
    _ builder: inout TraceBuilder, _ records: ([String]) throws(InputError) -> JSONRecordReader
  ) throws(InputError) -> Bool {
    guard let path = layout.scorers, options.map["quality"] == nil else { return true }
    var choice = ScorerChoice(at: path)
    guard try choice.look(in: records) else { return false }
    choice.sentences.forEach { builder.tell($0) }
    self = LaidOutReader(
      given.choosing(choice), options: options, path: self.path, refusesRepeats: refusesRepeats)
    return true
  }

  /// Adds the outcomes of all records of a file.
  mutating func read(task: TaskContext, into builder: inout TraceBuilder) throws(InputError) {
    let (path, place) = (path, layout.place)
    try chooseScorer(&builder) { paths throws(InputError) in
      JSONRecordReader(try ByteWindow(try ByteSource(path: path, task: task.untold)), at: place, paths: paths)
    }
    if let slot = scoring?.slot, let name = layout.scoring {
      let all = records(try ByteWindow(try ByteSource(path: path, task: task.untold)))
      let choice = try ScoringChoice(at: slot, called: name, in: all, where: condition)
      scoring = (slot, Array(choice.name.utf8))
      if let sentence = choice.sentence { builder.tell(sentence) }
    }
    let bytes = try ByteSource(path: path, task: task)
    builder.begin(TextSource(path: path, encoding: .json, isCompressed: bytes.isCompressed))
    let records = records(try ByteWindow(bytes))
    var header: JSONPicker?
    var count = 0
    let firstRow = builder.rowCount
    try records.forEach { () throws(InputError) in
      if header == nil {
        header = records.header
        // The document may tell after its records what holds for all of them.
        if headerPaths.indices.contains(where: { records.header.all($0).isEmpty }) {
          let again = self.records(try ByteWindow(try ByteSource(path: path)))
          try again.readHeader()
          header = again.header
        }
      }
      try add(records, header: header ?? records.header, to: &builder)
      count += 1
      if count == 1000, let share = records.shareRead {
        builder.reserveCapacity(firstRow + Int(1.1 * Double(builder.rowCount - firstRow) / share))
      }
    }
    if count > 0 { try requireFound() }
    builder.count(records.window)
    builder.end(size: records.size)
  }

  /// Makes sure that what options name was found in one of the records.
  func requireFound() throws(InputError) {
    if let (_, complaint) = awaited.first { throw complaint }
  }

  /// Adds the outcomes of the current record.
  mutating func add(
    _ records: JSONRecordReader, header: JSONPicker, to builder: inout TraceBuilder
  ) throws(InputError) {
    if let complaint { throw complaint }
    var row = RecordRow(records: records, header: header, nanIsNoScore: layout.nanIsNoScore)
    if !awaited.isEmpty { awaited.removeAll { records.record.holds($0.slot) } }
    if let condition, !condition.holds({ row.name([.record($0)]).map { String(decoding: $0, as: UTF8.self) } }) {
      return
    }
    if let (slot, kept) = scoring, row.name([.record(slot)]).map(Array.init) ?? [] != kept {
      return builder.leftOutCount += 1
    }
    guard let entries else { return try addOwn(row, records, to: &builder, query: nil) }
    var query: Int?
    for value in records.record.all(entries.slot) {
      if entries.kind != .keys { row.entry = value.entry }
      let name = entries.kind == .keys ? records.record.key(ofEntry: value.entry) : records.record.bytes(value)
      guard let name, !name.isEmpty else { throw missing(entries.kind == .queries ? "query_id" : "model", records) }
      if query == nil || entries.nameQueries { query = try self.query(row, &builder) }
      if entries.kind == .queries {
        try addOwn(row, records, to: &builder, query: query)
      } else {
        try add(row, model: name, called: name, isEntry: true, to: &builder, query: query)
      }
    }
  }

  /// Adds the outcome of the model that the record, its file or an option names.
  private mutating func addOwn(
    _ row: RecordRow, _ records: JSONRecordReader, to builder: inout TraceBuilder, query: Int?
  ) throws(InputError) {
    let own = row.name(models)
    if builder.givenModel == nil, let own {
      return try add(row, model: own, called: own, isEntry: false, to: &builder, query: query)
    }
    guard let name = builder.givenModel ?? builder.assumedModel else { throw missing("model", records) }
    // What is recorded under the model's own name stays its own under any other.
    try Array(name.utf8).withUnsafeBufferPointer { name throws(InputError) in
      try add(row, model: own ?? name, called: name, isEntry: false, to: &builder, query: query)
    }
  }

  /// - Parameters:
  ///   - model: what the record calls the model.
  ///   - name: what it is called here.
  private mutating func add(
    _ row: RecordRow, model: UnsafeBufferPointer<UInt8>, called name: UnsafeBufferPointer<UInt8>, isEntry: Bool,
    to builder: inout TraceBuilder, query known: Int?
  ) throws(InputError) {
    let query: Int
    if let known { query = known } else { query = try self.query(row, &builder) }
    var outcome = RecordedOutcome()
    if !isEntry, row.entry == nil, !hasToldScores { tellScores(row, model, &builder) }
    let answer = builder.reference(row.place(answers, model))
    outcome.hasFailed = answer.isNone && row.isTrue(errors)
    if !outcome.hasFailed {
      outcome.quality = try row.score(
        qualities, model, isEntry, scorer: scorer, in: options.qualityRange, clip: options.clip)
      outcome.cost = try row.sum(costs, "cost", model, isEntry, in: .cost, clip: options.clip)
      // Of a latency in seconds and one in milliseconds the one that is there counts.
      for (place, name, scale, slots) in measures where outcome.measures[place].isNaN {
        outcome.measures[place] = scale * (try row.sum(slots, name, model, isEntry, in: .cost, clip: options.clip))
      }
    }
    let number = builder.model(name)
    if refusesRepeats, builder.isNothingNew(query: query, model: number, hasOutcome: outcome.isRecorded) { return }
    if refusesRepeats, builder.outcomes.contains(query: query, model: number) {
      throw .duplicate(
        path: path, line: row.records.line, query: builder.outcomes.queries.strings[query],
        model: builder.outcomes.models.strings[number])
    }
    guard builder.add(outcome, query: query, model: number, repeats: options.repeats) else { return }
    builder.setAnswer(answer, row: builder.rowCount - 1)
    let prompt = row.place(prompts, model)
    builder.offerPrompt(builder.reference(prompt), hash: prompt.flatMap(row.records.window.textHash), query: query)
    if isEntry, let file = builder.fileName {
      if fileColumn < 0 { fileColumn = builder.outcomeColumn("file", .categories, watched: true) }
      builder.append(Array(file.utf8), text: .none, toOutcomeColumn: fileColumn)
    }
    if !groups.isEmpty || layout.task != nil {
      if groupColumn < 0 { groupColumn = builder.outcomeColumn("group", .categories, watched: true) }
      if let group = row.name(groups) {
        builder.append(group, text: .none, toOutcomeColumn: groupColumn)
      } else {
        builder.append(layout.task.map { Array($0.utf8) }, text: .none, toOutcomeColumn: groupColumn)
      }
    }
    for index in others.indices {
      if others[index].column < 0 {
        let name = others[index].name
        others[index].column = builder.outcomeColumn(name, .any, watched: !RecordedOutcome.isOfAnswers(name))
      }
      let slots = others[index].slots
      builder.append(
        row.name(slots, model, isEntry), text: builder.reference(row.place(slots, model)),
        toOutcomeColumn: others[index].column)
    }
  }

  /// Says which of several scores counts.
  private mutating func tellScores(
    _ row: RecordRow, _ model: UnsafeBufferPointer<UInt8>, _ builder: inout TraceBuilder
  ) {
    hasToldScores = true
    let names = qualities.first.map(row.entryNames) ?? []
    guard layout.hasScorers, let first = names.first, Set(names).count == names.count,
      !names.contains(String(decoding: model, as: UTF8.self))
    else { return }
    scorer = Array(first.utf8)
    if names.count > 1 { builder.tell(layout.choice(of: first, before: names[1])) }
  }

  private func query(_ row: RecordRow, _ builder: inout TraceBuilder) throws(InputError) -> Int {
    guard let id = row.name(queries) else {
      if !queries.isEmpty { throw missing("query_id", row.records) }
      // Records without a name for their query are all different.
      return Array(String(builder.queryCount).utf8).withUnsafeBufferPointer { builder.newQuery($0) }
    }
    if let task = row.name(tasks) { return builder.query(id, task: task) }
    guard let task = layout.task else { return builder.query(id) }
    return Array(task.utf8).withUnsafeBufferPointer { builder.query(id, task: $0) }
  }

  private func missing(_ name: String, _ records: JSONRecordReader) -> InputError {
    layout.missing(name, path: path, line: records.line)
  }
}
