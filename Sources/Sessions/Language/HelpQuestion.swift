/// The question `NAME?`: what is known of a command, topic, strategy, estimator or setting.
struct HelpQuestion {
  /// What is asked about.
  let name: Word

  /// `nil` for a statement that is no question.
  init?(_ statement: Statement) {
    guard let match = statement.source.wholeMatch(of: /([A-Za-z][^\s?'"]*)\s*\?\s*/) else { return nil }
    let text = String(match.output.1)
    name = Word(text: text, location: statement.location, length: text.count, isQuoted: false)
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
