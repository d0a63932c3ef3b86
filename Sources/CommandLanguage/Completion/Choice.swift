/// A possible word.
public struct Choice: Sendable, Equatable {
  /// The word, without quotes.
  public var text: String
  /// Whether the word is whole, so that a blank may follow.
  public var isFinal: Bool
  /// Whether any part of it may be typed, not only its beginning.
  public var isKnownByParts: Bool

  /// A word.
  public init(_ text: String, isFinal: Bool = true, isKnownByParts: Bool = false) {
    self.text = text
    self.isFinal = isFinal
    self.isKnownByParts = isKnownByParts
  }

  /// The choices that begin with `text`; if there are none, those known by parts that contain it.
  static func matching(_ choices: [Choice], _ text: String) -> [Choice] {
    let beginning = choices.filter { $0.text.hasPrefix(text) }
    if !beginning.isEmpty { return beginning }
    let part = text.lowercased()
    return choices.filter { $0.isKnownByParts && $0.text.lowercased().contains(part) }
  }
}

/// The part of a word that is being typed.
public struct WordPart: Sendable, Equatable {
  /// The first character of the completed part.
  public var offset: Int
  /// The parts before it, which what can stand here depends on.
  public var previous: [String]

  /// A part of a word.
  public init(from offset: Int, after previous: [String]) {
    self.offset = offset
    self.previous = previous
  }
}

/// What can stand at the cursor in the text of a raw command.
public struct TextCompletion: Sendable {
  /// The start of the range that candidates replace.
  public var start: String.Index
  /// In the order in which they are shown.
  public var candidates: [Completion.Candidate]

  /// Candidates for the text from `start` to the cursor.
  public init(from start: String.Index, _ candidates: [Completion.Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}
