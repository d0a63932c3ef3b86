/// Help on the word at the cursor.
public struct Inspection: Sendable {
  /// The page: the meaning of the word, or the usage of its command.
  public var text: String

  /// Help on the word of `text` at `cursor`; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - text: one or more commands.
  ///   - cursor: within the word or right after it.
  ///   - session: the session in which variables and settings are looked up.
  public init?(of text: String, at cursor: String.Index, in session: Session) {
    let rest = text[cursor...]
    let end = rest.firstIndex { $0.isWhitespace || $0 == "?" } ?? text.endIndex
    if Lexer.rawText(endingIn: text[..<end]) != nil {
      self.text = HelpTopics.page(.sql) + "\n"
      return
    }
    guard let words = PartialCommand(text[..<end]), var word = words.last?.text else { return nil }
    var before = words.dropLast().map(\.text)
    while word.isEmpty, let previous = before.popLast() { word = previous }
    guard let page = Self.page(of: word, after: before, in: session) else { return nil }
    self.text = page + "\n"
  }

  private static func page(of word: String, after before: [String], in session: Session) -> String? {
    guard let verb = before.first else { return word.isEmpty ? nil : Pages.page(named: word, in: session) }
    if word.hasPrefix("$"), let value = session.variables[String(word.dropFirst())] { return "\(word) is \(value)" }
    let command = Commands.all.first { $0.name == verb }
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      if let option = command?.options.first(where: { $0.name == name }) {
        return "\(option.usage)  \(option.summary)"
      }
    }
    switch verb {
    case "help": return Pages.page(named: word, in: session)
    case "set": if let page = Pages.setting(word, in: session) { return page }
    case "fit": if let page = Pages.estimator(word) { return page }
    default: if let page = Pages.strategy(word) { return page }
    }
    return command.map(HelpTopics.page)
  }
}
