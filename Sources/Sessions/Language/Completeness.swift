/// Whether a text can be executed as it stands.
public enum Completeness: Sendable {
  case complete
  /// A line is left open by `\`, or a raw command by its missing `;`.
  case incomplete
  /// It can never become right, for instance because a quote is not closed.
  case invalid
}

extension Interpreter {
  /// Whether `text` can be executed as it stands.
  ///
  /// - Parameter isTyped: whether a person types it line by line, whose empty line ends a raw command too.
  public func completeness(of text: String, isTyped: Bool = true) -> Completeness {
    if !isComplete(text, isTyped: isTyped) { return .incomplete }
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
