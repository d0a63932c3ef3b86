import Input
import Mathematics

/// What stands where in the records of a format that is JSON.
///
/// A field is one of our names and a path in the record; of several fields of one name the first that holds something
/// counts. A path that begins with `^` is one in the document around the records; `@` is the key of the record. A model
/// at `arms.*` makes one outcome of each member of `arms`, whose key names the model. Where a path goes through `*` else,
/// members that are called as the model are meant; where none is, numbers are added up and of scores the first counts.
///
/// Names beside those of columns: `task` tells equal query ids apart, `error` says that the call failed unless there is
/// an answer.
struct RecordLayout: Sendable {
  /// One of our names and the path of its value.
  typealias Field = (String, String)

  /// Where the records stand.
  var place: JSONRecordReader.Place
  /// What stands where.
  var fields: [Field]
  /// The task where no field says one.
  var task: String?
  /// A path whose first value alone counts: records that hold another one score the same answers in another way.
  var scoring: String?

  /// The layout with what `--map` says in the place of the fields of those names.
  func mapped(by map: [String: String]) -> RecordLayout {
    var layout = self
    for (name, path) in map.sorted(by: { $0.key < $1.key }) {
      layout.fields.removeAll { $0.0 == name || name == "latency" && $0.0 == "latency_ms" }
      layout.fields.append((name, path))
    }
    return layout
  }
}

/// Reads the records of one file, or of one member of an archive, by their layout.
struct LaidOutReader {
  /// Where a value is looked for.
  private enum Slot {
    case record(Int)
    case header(Int)
    case key
  }

  private let layout: RecordLayout
  private let options: LoadOptions
  private let path: String
  private var queries: [Slot] = []
  private var models: [Slot] = []
  private var qualities: [Slot] = []
  private var costs: [Slot] = []
  private var prompts: [Slot] = []
  private var answers: [Slot] = []
  private var groups: [Slot] = []
  private var errors: [Slot] = []
  private var tasks: [Slot] = []
  private var groupColumn = -1
  private var fileColumn = -1
  private var measures: [(place: Int, scale: Double, slots: [Slot])] = []
  private var others: [(name: String, slots: [Slot], column: Int)] = []
  private var recordPaths: [String] = []
  private var headerPaths: [String] = []
  private var texts: Set<Int> = []
  private var modelEntries: Int?
  private var scoring: (slot: Int, value: [UInt8]?)?

  /// A reader of records of a layout.
  init(_ layout: RecordLayout, options: LoadOptions, path: String) {
    self.layout = layout.mapped(by: options.map)
    self.options = options
    self.path = path
    var slots: [String: [Slot]] = [:]
    let known = ["query_id", "model", "quality", "cost", "prompt", "answer", "group", "task", "error", "latency_ms"]
    for (name, path) in self.layout.fields {
      let slot: Slot
      if path == "@" {
        slot = .key
      } else if path.hasPrefix("^") {
        headerPaths.append(String(path.dropFirst()))
        slot = .header(headerPaths.count - 1)
      } else {
        recordPaths.append(path)
        slot = .record(recordPaths.count - 1)
        if name == "prompt" || name == "answer" { texts.insert(recordPaths.count - 1) }
        if name == "model", path.hasSuffix(".*") { modelEntries = recordPaths.count - 1 }
      }
      slots[name, default: []].append(slot)
    }
    if let path = layout.scoring {
      recordPaths.append(path)
      scoring = (recordPaths.count - 1, nil)
    }
    queries = slots["query_id"] ?? []
    models = slots["model"] ?? []
    qualities = slots["quality"] ?? []
    costs = slots["cost"] ?? []
    prompts = slots["prompt"] ?? []
    answers = slots["answer"] ?? []
    tasks = slots["task"] ?? []
    groups = (slots["group"] ?? []) + tasks
    errors = slots["error"] ?? []
    for (place, measure) in RecordedOutcome.Measure.allCases.enumerated() {
      if let own = slots[measure.rawValue] { measures.append((place, 1, own)) }
      if measure == .latency, let own = slots["latency_ms"] { measures.append((place, 0.001, own)) }
    }
    var seen = Set(known + RecordedOutcome.Measure.allCases.map(\.rawValue))
    for (name, _) in self.layout.fields where seen.insert(name).inserted {
      others.append((name, slots[name] ?? [], -1))
    }
  }

  /// A reader of the records of a text, which picks what the layout names.
  func records(_ window: ByteWindow) -> JSONRecordReader {
    JSONRecordReader(window, at: layout.place, paths: recordPaths, texts: texts, headerPaths: headerPaths)
  }

  /// Adds the outcomes of all records of a file.
  mutating func read(task: TaskContext, into builder: inout TraceBuilder) throws(InputError) {
    let bytes = try ByteSource(path: path, task: task)
    builder.begin(TextSource(path: path, encoding: .json, isCompressed: bytes.isCompressed))
    let records = records(try ByteWindow(bytes))
    var header: JSONPicker?
    try records.forEach { () throws(InputError) in
      if header == nil {
        header = records.header
        // The document may tell behind its records what holds for all of them.
        if headerPaths.indices.contains(where: { records.header.all($0).isEmpty }) {
          let again = self.records(try ByteWindow(try ByteSource(path: path)))
          try again.readHeader()
          header = again.header
        }
      }
      try add(records, header: header ?? records.header, to: &builder)
    }
    builder.clippedCount += records.window.clippedCount
    builder.end(size: records.size)
  }

  /// Adds the outcomes of the current record.
  mutating func add(
    _ records: JSONRecordReader, header: JSONPicker, to builder: inout TraceBuilder
  ) throws(InputError) {
    let row = Row(records: records, header: header)
    if let (slot, kept) = scoring {
      let value = row.name([.record(slot)]) ?? []
      if kept == nil { scoring = (slot, value) } else if kept != value { return builder.leftOutCount += 1 }
    }
    guard let entries = modelEntries else {
      let name =
        builder.givenModel.map { Array($0.utf8) } ?? row.name(models) ?? builder.assumedModel.map { Array($0.utf8) }
      guard let name else { throw missing("model", records) }
      return try add(row, model: name, isEntry: false, to: &builder, query: nil)
    }
    var query: Int?
    for value in records.record.all(entries) {
      let name = Array(records.record.key(ofEntry: value.entry))
      if name.isEmpty { throw missing("model", records) }
      try add(row, model: name, isEntry: true, to: &builder, query: query)
      query = builder.outcomes.query(of: builder.rowCount - 1)
    }
  }

  private mutating func add(
    _ row: Row, model: [UInt8], isEntry: Bool, to builder: inout TraceBuilder, query known: Int?
  ) throws(InputError) {
    let query: Int
    if let known { query = known } else { query = try self.query(row, &builder) }
    var outcome = RecordedOutcome()
    let answer = row.reference(answers, model, &builder)
    outcome.hasFailed = answer.isNone && row.isTrue(errors)
    if !outcome.hasFailed {
      outcome.quality = try row.score(qualities, model, isEntry, in: options.qualityRange, clip: options.clip)
      outcome.cost = try row.sum(costs, "cost", model, isEntry, in: .cost, clip: options.clip)
      for (place, scale, slots) in measures {
        let name = RecordedOutcome.Measure.allCases[place].rawValue
        outcome.measures[place] = scale * (try row.sum(slots, name, model, isEntry, in: .cost, clip: options.clip))
      }
    }
    builder.add(outcome, query: query, model: model.withUnsafeBufferPointer { builder.model($0) })
    builder.setAnswer(answer, row: builder.rowCount - 1)
    builder.offerPrompt(row.reference(prompts, model, &builder), query: query)
    if isEntry, let file = builder.fileName {
      if fileColumn < 0 { fileColumn = builder.outcomeColumn("file", .categories, watched: true) }
      builder.append(Array(file.utf8), text: .none, toOutcomeColumn: fileColumn)
    }
    if !groups.isEmpty || layout.task != nil {
      if groupColumn < 0 { groupColumn = builder.outcomeColumn("group", .categories, watched: true) }
      let group = row.name(groups) ?? layout.task.map { Array($0.utf8) }
      builder.append(group, text: .none, toOutcomeColumn: groupColumn)
    }
    for index in others.indices {
      if others[index].column < 0 {
        others[index].column = builder.outcomeColumn(others[index].name, .any, watched: true)
      }
      let slots = others[index].slots
      builder.append(
        row.name(slots, model, isEntry), text: row.reference(slots, model, &builder),
        toOutcomeColumn: others[index].column)
    }
  }

  private func query(_ row: Row, _ builder: inout TraceBuilder) throws(InputError) -> Int {
    guard let id = row.name(queries) else {
      if !queries.isEmpty { throw missing("query_id", row.records) }
      // Records without a name for their query are all different.
      return Array(String(builder.queryCount).utf8).withUnsafeBufferPointer { builder.newQuery($0) }
    }
    let task = row.name(tasks) ?? layout.task.map { Array($0.utf8) }
    return id.withUnsafeBufferPointer { id in task.map { builder.query(id, task: $0) } ?? builder.query(id) }
  }

  private func missing(_ name: String, _ records: JSONRecordReader) -> InputError {
    let places = layout.fields.filter { $0.0 == name }.map { $0.1.hasPrefix("^") ? String($0.1.dropFirst()) : $0.1 }
    return .malformed(
      path: path, line: records.line, column: 1, found: "a record without \(name)",
      expected: places.isEmpty ? "one that names its \(name)" : "a value at " + places.joined(separator: " or "))
  }

  /// The values of one record.
  private struct Row {
    let records: JSONRecordReader
    let header: JSONPicker

    /// The values that a slot holds for a model, with the picker that they are in.
    private func values(_ slot: Slot, _ model: [UInt8]?, _ isEntry: Bool) -> (JSONPicker, [JSONPicker.Value]) {
      let picker: JSONPicker
      let values: [JSONPicker.Value]
      switch slot {
      case .key: return (records.record, [])
      case .record(let number): (picker, values) = (records.record, records.record.all(number))
      case .header(let number): (picker, values) = (header, header.all(number))
      }
      guard let model, values.contains(where: { $0.entry >= 0 }) else { return (picker, values) }
      let own = values.filter { $0.entry >= 0 && picker.key(ofEntry: $0.entry).elementsEqual(model) }
      return (picker, own.isEmpty ? isEntry ? values.filter { $0.entry < 0 } : values : own)
    }

    /// The first short text or number among some slots; `nil` where there is none or it is empty.
    func name(_ slots: [Slot], _ model: [UInt8]? = nil, _ isEntry: Bool = false) -> [UInt8]? {
      for slot in slots {
        if case .key = slot { return records.key }
        let (picker, values) = values(slot, model, isEntry)
        if let value = values.first, let bytes = picker.bytes(value), !bytes.isEmpty { return Array(bytes) }
      }
      return nil
    }

    /// Where the first text among some slots stands.
    func reference(_ slots: [Slot], _ model: [UInt8], _ builder: inout TraceBuilder) -> TextReference {
      for slot in slots {
        if case .header = slot { continue }
        if let value = values(slot, model, false).1.first { return builder.reference(value.place) }
      }
      return .none
    }

    /// Whether something stands there that is not false, 0 or empty.
    func isTrue(_ slots: [Slot]) -> Bool {
      for slot in slots {
        let (picker, values) = values(slot, nil, false)
        guard let value = values.first else { continue }
        guard let bytes = picker.bytes(value) else { return true }
        if value.kind == .text ? !bytes.isEmpty : Score.value(bytes) != 0 { return true }
      }
      return false
    }

    /// The first score among some slots; NaN where there is none.
    func score(
      _ slots: [Slot], _ model: [UInt8], _ isEntry: Bool, in range: NumberRange, clip: Bool
    ) throws(InputError) -> Double {
      for slot in slots {
        let (picker, values) = values(slot, model, isEntry)
        for value in values {
          if let bytes = picker.bytes(value) {
            return try admitted(Score.value(bytes), bytes, "quality", in: range, clip: clip)
          }
        }
      }
      return .nan
    }

    /// The sum of the numbers of the first slot that has any; NaN where none has.
    func sum(
      _ slots: [Slot], _ name: String, _ model: [UInt8], _ isEntry: Bool, in range: NumberRange, clip: Bool
    ) throws(InputError) -> Double {
      for slot in slots {
        let (picker, values) = values(slot, model, isEntry)
        var sum = Double.nan
        for value in values {
          guard let bytes = picker.bytes(value) else { continue }
          let number = try admitted(NumberParser.parse(bytes), bytes, name, in: range, clip: clip)
          sum = sum.isNaN ? number : sum + number
        }
        if !sum.isNaN { return sum }
      }
      return .nan
    }

    private func admitted(
      _ number: Double?, _ bytes: UnsafeBufferPointer<UInt8>, _ name: String, in range: NumberRange, clip: Bool
    ) throws(InputError) -> Double {
      if let number, let admitted = records.window.admitted(number, in: range, clip: clip) { return admitted }
      throw .invalidNumber(
        path: records.window.path, line: records.line, column: name,
        found: String(decoding: bytes.prefix(60), as: UTF8.self),
        allowed: range.words)
    }
  }
}
