import CommandLanguage

/// Sessions of a language of commands: `set seed` and `let`, where the language has them.
extension CommandInterpreter: SessionFileLanguage {
  /// `set seed SEED`, where there is such a setting.
  public func seeding(_ seed: UInt64) -> String? {
    L.settings.contains { $0.name == "seed" } ? "set seed \(seed)" : nil
  }

  /// `learn NAME --exercises`, where there is such a command.
  public func exercising(_ name: String) -> String? {
    L.commands["learn"].map { _ in "learn \(Lexer.quoted(name)) --exercises" }
  }

  /// `let NAME VALUE`, where there is such a command.
  public var assignmentForm: String? { L.commands["let"].map { _ in "let NAME VALUE" } }

  /// `let NAME VALUE`, the value in quotes if need be.
  public func assignment(_ name: String, _ value: String) -> String { "let \(name) \(Lexer.quoted(value))" }

  /// The name of `let NAME VALUE`.
  public func assignedName(_ statement: Statement) -> String? {
    let words = statement.source.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0] == "let", Parameters.isName(String(words[1])) else { return nil }
    return String(words[1])
  }

  /// The words without their quotes, the values of the session's variables in their places.
  public func words(of statement: Statement) -> [String] {
    ((try? grammar.words(of: statement, variables: session.variables)) ?? []).map(\.text)
  }
}
