import Input

/// The rows of a file as texts, by the names of columns or by paths, to look at them once more.
struct RowTexts {
  /// The columns of a table, or the paths in records.
  let names: [String]
  private let path: String
  private let options: LoadOptions
  /// The first records, where the file is no table.
  private let records: [JSONValue]?

  /// How many rows of a table, and how many records, are looked at.
  private static let limits = (table: 1_000_000, records: 1000)

  /// The rows of a table or of records that hold some columns or paths; `nil` where there are none.
  ///
  /// - Parameter options: those whose `--where` the rows have to meet.
  init?(of path: String, holding needed: [String], options: LoadOptions = LoadOptions()) {
    guard
      let beginning = try? FileBeginning(
        reading: path, atLeast: FileBeginning.sizes[1], options: LoadOptions(), task: .unobserved),
      beginning.binary == nil, !beginning.isFolder
    else { return nil }
    (self.path, self.options) = (path, options)
    if let table = try? TableReader(path: path), (try? table.next()) == true,
      needed.allSatisfy({ name in table.column(name).map { !table.isContainer($0) } ?? false })
    {
      (names, records) = (table.columns, nil)
      return
    }
    let lists = [
      beginning.document?.array
        ?? JSONSketch.values(of: beginning.bytes, path: path, atMost: Self.limits.records),
      beginning.inner?.records ?? [],
    ]
    for list in lists where beginning.document != nil {
      let leaves = JSONValue.union(of: list)?.leaves(isList: true) ?? []
      if needed.allSatisfy(leaves.contains) {
        (names, records) = (leaves, Array(list.prefix(Self.limits.records)))
        return
      }
    }
    return nil
  }

  /// Looks at row after row while `body` returns `true`; values are missing where there is none that is a text or a number.
  func forEach(_ body: (_ row: [String?]) -> Bool) {
    if let records { return forEach(of: records, body) }
    guard let table = try? TableReader(path: path) else { return }
    var condition: RowCondition.Placed<Int>?
    var count = 0
    while count < Self.limits.table, (try? table.next()) == true {
      if condition == nil { condition = try? options.rows?.columns(of: table, options) }
      if let condition, !condition.holds({ table.numericText($0) }) { continue }
      count += 1
      let row = names.indices.map { $0 < table.columns.count && !table.isContainer($0) ? table.text($0) : nil }
      if !body(row) { return }
    }
  }

  private func forEach(of records: [JSONValue], _ body: ([String?]) -> Bool) {
    let condition = options.rows?.columns(kind: { .init(of: options.name(for: $0) ?? $0) }) { options.map[$0] ?? $0 }
    for record in records {
      func text(_ path: String) -> String? {
        guard let value = record.values(atPath: path).first, value != .null else { return nil }
        return value.object == nil && value.array == nil ? value.string ?? value.text : nil
      }
      if let condition, !condition.holds(text) { continue }
      if !body(names.map(text)) { return }
    }
  }
}
