extension Interpreter: SessionFileLanguage {
  public func seeding(_ seed: UInt64) -> String? { "set seed \(seed)" }
  public var assignmentForm: String? { "let NAME VALUE" }
  public func assignment(_ name: String, _ value: String) -> String { "let \(name) \(Lexer.quoted(value))" }

  public func assignedName(_ statement: Statement) -> String? {
    let words = statement.source.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0] == "let", Parameters.isName(String(words[1])) else { return nil }
    return String(words[1])
  }
}

extension Settings {
  /// The commands that make a new session's settings these ones, but for the seed and what no output shows.
  var commands: [String] {
    Setting.all.compactMap { setting in
      let value = setting.read(self)
      if ["seed", "timing"].contains(setting.name) || value == setting.read(Settings()) { return nil }
      return "set \(setting.name) \(value)"
    }
  }
}
