import Display

/// The question `NAME?` about a command, topic, strategy, estimator or setting.
struct HelpQuestion {
  /// The name asked about.
  let name: Word

  /// `nil` for a statement that is not a question.
  init?(_ statement: Statement) {
    let text = statement.source.prefix { !$0.isWhitespace && $0 != "?" }
    let rest = statement.source.dropFirst(text.count).filter { !$0.isWhitespace }
    guard rest == "?", text.first?.isLetter == true, !text.contains(where: { "'\"".contains($0) }) else { return nil }
    name = Word(text: String(text), location: statement.location, length: text.count, isQuoted: false)
  }

  /// The page that answers.
  ///
  /// - Throws: `SessionError.unknown`.
  func answer(in session: Session) throws(LocatedError) -> Bundle {
    guard let page = Pages.page(named: name.text, in: session) else {
      throw LocatedError(.unknown("command or topic", name.text, known: Pages.names), at: name)
    }
    var bundle = Bundle(text: page + "\n")
    bundle.isPage = true
    return bundle
  }
}
