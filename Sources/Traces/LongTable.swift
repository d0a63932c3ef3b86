import Input

extension FileBeginning {
  /// The column that seems to name the models of a table with a row per query and model, by its name or by its values.
  ///
  /// By its values it is a column of few different texts, none of which stands twice beside one query, where most queries have
  /// several rows. A column that names others of the table, such as that of the best model, is none.
  ///
  /// - Parameter ids: the columns that may name the queries; the first one that is there counts.
  func modelColumn(besides ids: [String]) -> String? {
    guard let table = try? TableReader(window: ByteWindow(bytes: bytes, path: path)) else { return nil }
    var rows: [[String?]] = []
    while rows.count < 1000, let isRow = try? table.next(), isRow {
      rows.append(table.columns.indices.map { table.isContainer($0) ? nil : table.text($0) })
    }
    // The last row may go on past the beginning.
    if !isWhole, rows.count > 1 { rows.removeLast() }
    let names = Set(table.columns)
    let columns = table.columns.indices.filter { column in
      let texts = rows.compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
      return !texts.isEmpty && !texts.allSatisfy { Array($0.utf8).withUnsafeBufferPointer { Score.value($0) } != nil }
        && !texts.allSatisfy(names.contains)
    }
    if let named = columns.first(where: { NameKind.of(table.columns[$0]) == .model }) { return table.columns[named] }
    guard let id = ids.lazy.compactMap(table.column).first else { return nil }
    func values(_ column: Int) -> [String] { rows.map { column < $0.count ? $0[column] ?? "" : "" } }
    let queries = values(id)
    if 3 * Set(queries).count > 2 * rows.count { return nil }
    return columns.first { column in
      if column == id || NameKind.isOfGroups(table.columns[column]) || NameKind.isOfVariants(table.columns[column]) {
        return false
      }
      let texts = values(column)
      return !texts.contains("") && 2 * Set(texts).count <= rows.count
        && Set(zip(queries, texts).map { $0 + "\0" + $1 }).count == rows.count
    }.map { table.columns[$0] }
  }
}
