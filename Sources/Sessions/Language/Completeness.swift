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
  public func completeness(of text: String) -> Completeness {
    if !isComplete(text) { return .incomplete }
    for statement in statements(of: Source(text)) where !isRaw(statement) {
      do {
        _ = try Lexer.words(of: statement, variables: session.variables)
      } catch {
        if case .unclosedQuote = error.error { return .invalid }
      }
    }
    return .complete
  }

  private func isRaw(_ statement: Statement) -> Bool {
    let verb = statement.source.prefix { !$0.isWhitespace }
    return Commands.all.contains { $0.isRaw && $0.name == verb }
  }
}
