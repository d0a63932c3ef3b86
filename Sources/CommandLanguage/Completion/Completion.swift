/// Completions at the cursor.
public struct Completion: Sendable {
  /// A possible completion.
  public struct Candidate: Sendable, Equatable {
    /// The text to insert, quoted as needed.
    public var text: String
    /// Whether the word is complete, so that a space may follow; a folder or `single:` continues.
    public var isFinal: Bool

    /// A word, quoted as it has to be.
    public init(text: String, isFinal: Bool) {
      self.text = text
      self.isFinal = isFinal
    }
  }

  /// The range that candidates replace; it ends at the cursor.
  public var range: Range<String.Index>
  /// In the order in which they are shown.
  public var candidates: [Candidate] = []
  /// Whether the candidates are paths, displayed by their last components.
  public var arePaths = false

  /// The completions of `text` at `cursor`.
  ///
  /// - Parameters:
  ///   - text: all lines of the unfinished command.
  ///   - cursor: the position of the cursor.
  ///   - language: whose commands they are.
  ///   - state: the session in which names are looked up.
  public init<L: LanguageDefinition>(of text: String, at cursor: String.Index, language: L.Type, in state: L.State) {
    range = cursor..<cursor
    let grammar = L.commands.grammar
    if let raw = grammar.rawText(endingIn: text[..<cursor]) {
      guard let completion = L.textCompletion(of: raw.text, before: text[cursor...], in: state) else { return }
      range = completion.start..<cursor
      candidates = completion.candidates
      return
    }
    guard let words = PartialCommand(text[..<cursor], grammar), let last = words.last else { return }
    let completer = WordCompleter<L>(state: state)
    if let variable = last.variable {
      take(completer.variables, for: last.component(from: variable + 1), isVerbatim: true)
      return
    }
    let place = completer.place(of: last, after: words.dropLast())
    guard let component = last.component(from: place.offset) else { return }
    arePaths = place.isPath
    take(completer.choices(at: place, beginning: component.text), for: component)
  }

  private mutating func take(_ choices: [Choice], for component: PartialWord.Component?, isVerbatim: Bool = false) {
    guard let component else { return }
    range = component.start..<range.upperBound
    var seen: Set<String> = []
    for choice in Choice.matching(choices, component.text) where seen.insert(choice.text).inserted {
      // In quotes a `~` is a name.
      let isQuoted = component.quote != nil || Lexer.quote(for: choice.text) != nil
      let word = arePaths && isQuoted ? UserHome.expanded(choice.text) : choice.text
      guard let text = isVerbatim ? word : component.quoted(word, isFinal: choice.isFinal) else { continue }
      candidates.append(Candidate(text: text, isFinal: choice.isFinal))
    }
  }
}
