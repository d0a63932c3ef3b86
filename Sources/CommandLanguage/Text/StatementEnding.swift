/// What ends a command of several lines, looked for as each line arrives.
public enum StatementEnding {
  /// A line that ends in a semicolon.
  case semicolon
  /// A line that does not end in a backslash.
  case lineWithoutBackslash
  /// A text that, taken as a whole, is not incomplete; every line is then read once for each that follows.
  case completeText((_ text: String) -> Completeness)

  /// Whether the command ends with `line`, the last one of `text`.
  public func isReached(by line: String, in text: String) -> Bool {
    switch self {
    case .semicolon: line.last { !$0.isWhitespace }?.isSemicolon == true
    case .lineWithoutBackslash: !Lexer.continues(line)
    case .completeText(let completeness): completeness(text) != .incomplete
    }
  }
}
