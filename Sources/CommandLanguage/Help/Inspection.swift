/// Help on the word at the cursor.
public struct Inspection: Sendable {
  /// The page: the meaning of the word, or the usage of its command.
  public var text: String

  /// Help on the word of `text` at `cursor`; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - text: one or more commands.
  ///   - cursor: within the word or right after it.
  ///   - language: whose commands they are.
  ///   - state: the session in which variables and settings are looked up.
  public init?<L: LanguageDefinition>(of text: String, at cursor: String.Index, language: L.Type, in state: L.State) {
    let rest = text[cursor...]
    let end = rest.firstIndex { $0.isWhitespace || $0 == "?" } ?? text.endIndex
    let grammar = L.commands.grammar
    if let raw = grammar.rawText(endingIn: text[..<end]) {
      self.text = raw.command.page + "\n"
      return
    }
    guard let words = PartialCommand(text[..<end], grammar), var word = words.last?.text else { return nil }
    var before = words.dropLast().map(\.text)
    while word.isEmpty, let previous = before.popLast() { word = previous }
    guard let page = Self.page(of: word, after: before, L.self, in: state) else { return nil }
    self.text = page + "\n"
  }

  private static func page<L: LanguageDefinition>(
    of word: String, after before: [String], _ language: L.Type, in state: L.State
  ) -> String? {
    guard let verb = before.first else { return word.isEmpty ? nil : L.page(named: word, in: state) }
    if word.hasPrefix("$"), let value = state.variables[String(word.dropFirst())] { return "\(word) is \(value)" }
    let command = L.commands[verb]?.signature
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      if let option = command?.options.first(where: { $0.name == name }) {
        return "\(option.usage)  \(option.summary)"
      }
    }
    let page: String? =
      switch verb {
      case "help": L.page(named: word, in: state)
      case "set": L.page(ofSetting: word, in: state)
      default: L.page(about: word, after: verb)
      }
    // A word of `help` that names nothing has no page.
    return page ?? (verb == "help" ? nil : command?.page)
  }
}
