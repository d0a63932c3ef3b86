/// Completions at the cursor.
public struct Completion: Sendable {
  /// A possible completion.
  public struct Candidate: Sendable, Equatable {
    /// The text to insert, quoted as needed.
    public var text: String
    /// Whether the word is complete, so that a space may follow; a folder or `single:` continues.
    public var isFinal: Bool
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
  ///   - session: the session in which names are looked up.
  public init(of text: String, at cursor: String.Index, in session: Session) {
    range = cursor..<cursor
    if let typed = Lexer.rawText(endingIn: text[..<cursor]) {
      let completion = SQLCompletion(of: typed, before: text[cursor...], in: session)
      range = completion.start..<cursor
      candidates = completion.candidates
      return
    }
    guard let words = PartialCommand(text[..<cursor]), let last = words.last else { return }
    let completer = Completer(session: session)
    if let variable = last.variable {
      take(
        completer.variables.map { Completer.Choice($0) }, for: last.component(from: variable + 1), isVerbatim: true)
      return
    }
    let place = completer.place(of: last, after: words.dropLast())
    guard let component = last.component(from: place.offset) else { return }
    arePaths = place.kinds.contains { $0 == .path || $0 == .traceSource }
    let choices = place.kinds.flatMap { completer.choices(of: $0, beginning: component.text, previous: place.previous) }
    take(choices, for: component)
  }

  private mutating func take(
    _ choices: [Completer.Choice], for component: PartialWord.Component?, isVerbatim: Bool = false
  ) {
    guard let component else { return }
    range = component.start..<range.upperBound
    var seen: Set<String> = []
    for choice in Completer.matching(choices, component.text) where seen.insert(choice.text).inserted {
      guard let text = isVerbatim ? choice.text : component.quoted(choice.text, isFinal: choice.isFinal) else {
        continue
      }
      candidates.append(Candidate(text: text, isFinal: choice.isFinal))
    }
  }
}
