/// What the beginning of a table tells of the rest: its columns, and how values are written.
package enum TableLayout: Sendable {
  /// CSV with a header.
  case csv(header: [String], CSVDialect)
  /// JSON Lines with keys seen so far.
  case lines(JSONLinesReader.Keys)

  /// Where such a text can be cut.
  package var cut: FileParts.Cut {
    switch self {
    case .csv: .unquotedLines
    case .lines: .lines
    }
  }
}
