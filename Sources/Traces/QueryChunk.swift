import Input

/// One of several chunks of the queries of files, dealt by the hash of their names.
package struct QueryChunk: Sendable, Hashable {
  /// Which of the chunks it is; the first is 1.
  package let number: Int
  /// The number of chunks.
  package let count: Int
  /// The column, or path, that names the queries.
  package let column: String

  /// A chunk of its parts.
  package init(_ number: Int, of count: Int, by column: String = "query_id") {
    (self.number, self.count, self.column) = (number, count, column)
  }

  /// The chunk in words.
  package var name: String { "chunk \(number) of \(count)" }

  /// What is wrong where a file has no such column.
  ///
  /// - Parameter likely: the columns, or paths, that may name the queries instead.
  func unnamed(in path: String, likely: [String]) -> InputError {
    let advice =
      likely.isEmpty
      ? "; --by COLUMN says which one does; without --chunks the files are read at once"
      : "; likely: " + likely.map { "--by \($0)" }.joined(separator: ", or ")
    return .incompatible(
      path: path, reason: "--chunks deals queries by their names, and no column '\(column)' holds these" + advice)
  }

  /// What is wrong where a format has no rows.
  static func rowless(_ format: TraceFormat, path: String) -> InputError {
    .incompatible(
      path: path,
      reason:
        "--chunks reads the rows of some queries at a time, and the format \(format.name) has none; leave --chunks out, and "
        + "the files are read at once")
  }
}
