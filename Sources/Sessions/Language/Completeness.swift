/// Whether a text can be executed as it is.
public enum Completeness: Sendable {
  case complete
  /// A line is continued by `\`, or a raw command lacks its `;`.
  case incomplete
  /// It can never become valid, for example because of an unclosed quote.
  case invalid
}

extension Interpreter {
  /// Whether `text` can be executed as it is.
  public func completeness(of text: String) -> Completeness {
    if !isComplete(text, isTyped: true) { return .incomplete }
    for statement in statements(of: Source(text)) where Commands.raw(statement.source) == nil {
      do {
        _ = try Lexer.words(of: statement, variables: session.variables)
      } catch {
        if case .unclosedQuote = error.error { return .invalid }
      }
    }
    return .complete
  }
}

/// What ends a command of several lines, looked for line by line so that no line is read twice.
package enum StatementEnding: Sendable {
  case semicolon
  case lineWithoutBackslash

  /// Whether the command ends with this line.
  package func isReached(by line: String) -> Bool {
    switch self {
    case .semicolon: line.last { !$0.isWhitespace } == ";"
    case .lineWithoutBackslash: !Lexer.continues(line)
    }
  }
}
