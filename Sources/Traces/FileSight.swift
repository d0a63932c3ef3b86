import Input

/// What a file that is in no known format, or lacks a column, holds.
struct FileSight {
  /// It in a sentence.
  let sentence: String

  /// What the first rows of what is read at a path hold; `nil` where there is nothing to say.
  init?(of path: String, options: LoadOptions) {
    let isFolder = ByteSource.isFolder(path)
    guard let beginning = LoadAdvice.beginning(of: path, options), beginning.binary == nil else { return nil }
    func listed(_ values: [(name: String, value: String)]) -> String {
      let shown = values.prefix(12).map {
        $0.value.isEmpty ? Self.cut($0.name) : "\(Self.cut($0.name)) (\(Self.cut($0.value)))"
      }
      return shown.joined(separator: ", ") + (values.count > 12 ? ", and \(values.count - 12) more" : "")
    }
    var values: [(name: String, value: String)] = []
    var rowCount = 0
    if let record = beginning.record {
      guard let members = record.object else {
        sentence = "its JSON holds no records"
        return
      }
      values = members.map { ($0.key, $0.value.string ?? $0.value.text) }
      rowCount = beginning.document?.array?.count ?? 1
    } else if let reader = try? TableReader(window: ByteWindow(bytes: beginning.bytes, path: path)) {
      while rowCount < 1000, let isRow = try? reader.next(), isRow {
        if rowCount == 0 { values = reader.columns.indices.map { (reader.columns[$0], reader.text($0) ?? "") } }
        rowCount += 1
      }
      if rowCount == 0 { values = reader.columns.map { ($0, "") } }
    }
    if values.isEmpty { return nil }
    let names = values.map(\.name)
    let lacking = requiredNames.filter { !names.contains(options.fileName(for: $0)) }
    let rows = rowCount == 1 ? "1 row was" : "\(rowCount) rows were"
    let subject = isFolder ? "its file \(FilePath.parts(of: beginning.path).last ?? "")" : "it"
    let kinds = names.map(NameKind.of)
    let isOfQueries =
      !(beginning.record?.object ?? []).contains { $0.value.object != nil || $0.value.array != nil }
      && kinds.contains(.query) && !kinds.contains(.model) && !kinds.contains(.score)
    sentence =
      "\(subject) has \(listed(values)); \(rows) looked at; nearest format: tidy"
      + (lacking.isEmpty ? "" : ", which needs \(lacking.joined(separator: ", "))")
      + (isOfQueries ? "; `join` adds columns of queries to outcomes" : "")
      + (lacking.contains("quality") ? Self.onWorse(in: beginning.union?.leaves(isList: true) ?? names) : "")
  }

  /// What is said of scores that are higher where an answer is worse, if there are no others.
  private static func onWorse(in names: [String]) -> String {
    guard LikelyNames.likeliest("quality", in: names) == nil,
      let worse = names.first(where: { NameKind.isWorseWhenHigher($0) && LikelyNames.isScore($0) })
    else { return "" }
    return
      "; a higher \(worse) seems to be worse, and load takes a higher score as better: add a column to the file in which "
      + "higher is better"
  }

  private static func cut(_ text: String) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    return line.count > 20 ? line.prefix(18) + ".." : line
  }
}
