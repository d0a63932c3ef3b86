import Display

/// The question `NAME?`, also typed `NAME --help` or `NAME -h`: what is known of a command, a topic, a setting or whatever
/// else there is a page about.
struct HelpQuestion {
  /// The name asked about.
  let name: Word

  /// `nil` for a statement that is not a question.
  init?(_ statement: Statement) {
    let text = statement.source.prefix { !$0.isWhitespace && $0 != "?" }
    let rest = statement.source.dropFirst(text.count).filter { !$0.isWhitespace }
    guard ["?", "--help", "-h"].contains(rest), text.first?.isLetter == true,
      !text.contains(where: { "'\"".contains($0) })
    else { return nil }
    name = Word(text: String(text), location: statement.location, length: text.count, isQuoted: false)
  }

  /// The page that answers.
  ///
  /// - Throws: `CommandError.unknown`.
  func answer<L: LanguageDefinition>(of language: L.Type, in state: L.State) throws(LocatedError) -> Bundle {
    guard let page = L.page(named: name.text, in: state) else {
      throw LocatedError(.unknown("command or topic", name.text, known: L.pageNames), at: name)
    }
    return .page(page)
  }
}
