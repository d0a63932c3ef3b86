import Input

/// JSON that is a table in another layout than one object a row, as pandas and trackers of experiments write it.
enum ColumnarJSON: Equatable {
  /// An object with a member per column, each an object of the values by the label of their row, or a list of them.
  ///
  /// The labels name the rows unless they count up from 0.
  case columns(namesRows: Bool)
  /// An object with a member per row, each an object of the values by the name of their column.
  case rows
  /// The lists `columns` and `data`, and perhaps the labels of rows in `index`.
  case split(namesRows: Bool)

  /// The layout of a file; `nil` where it is none of these, or in lines.
  ///
  /// - Parameter hasOtherFormats: whether it may be in another format: columns count by our names alone then.
  init?(_ beginning: FileBeginning, hasOtherFormats: Bool) {
    guard !beginning.isLines, let members = beginning.document?.object, let first = members.first else { return nil }
    if let names = beginning.document?["columns"]?.array, beginning.document?["data"]?.array?.first?.array != nil {
      let label = beginning.document?["index"]?.array?.first
      self = .split(
        namesRows: label?.string != nil && !names.contains { NameKind.of($0.string ?? "") == .query })
      return
    }
    let isKnown = ["query_id", "model", "quality"].contains(where: beginning.columns.contains)
    if first.value.array != nil {
      guard members.count > 1, isKnown, members.allSatisfy({ $0.value.isListOfScalars }) else { return nil }
      self = .columns(namesRows: false)
      return
    }
    guard let rows = first.value.object, let label = rows.first?.key, rows[0].value.isScalar else { return nil }
    // Objects of rows may go on past the beginning.
    if label == "0" {
      self = .columns(namesRows: false)
      return
    }
    let labels = rows.prefix(2).map(\.key)
    // The last one may go on past the beginning.
    let isTable =
      members.count > 1
      && members.dropLast(beginning.isWhole ? 0 : 1).allSatisfy {
        ($0.value.object ?? []).prefix(2).map(\.key) == labels && $0.value.holdsScalars
      }
    // Members of no table hold what is called as scores or models are.
    let isOpen = !hasOtherFormats && labels.count > 1 && labels.allSatisfy { NameKind.of($0) == nil }
    guard isTable, isKnown || isOpen else { return nil }
    let hasQuery = beginning.columns.contains { NameKind.of($0) == .query }
    self = isKnown || members.count <= rows.count ? .columns(namesRows: !hasQuery) : .rows
  }
}

extension JSONValue {
  fileprivate var isScalar: Bool { object == nil && array == nil }
  fileprivate var holdsScalars: Bool { object?.allSatisfy(\.value.isScalar) ?? false }
  fileprivate var isListOfScalars: Bool { array?.first?.isScalar ?? false }
}
