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
