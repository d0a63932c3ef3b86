extension Completion {
  /// Those of `names` that begin with the word before the cursor, in the order given.
  public init(of text: String, at cursor: String.Index, among names: [String]) {
    let typed = text[..<cursor].lastName
    range = typed.startIndex..<cursor
    candidates = names.filter { $0.hasPrefix(typed) }.map { Candidate(text: $0, isFinal: true) }
  }
}

extension String {
  /// The word of letters, digits and underscores that the cursor is in or behind; empty where there is none.
  public func word(at cursor: String.Index) -> String { String(self[..<cursor].lastName + self[cursor...].firstName) }
}

extension Substring {
  fileprivate var firstName: Substring { prefix { $0.isLetter || $0.isNumber || $0 == "_" } }

  fileprivate var lastName: Substring {
    guard let end = lastIndex(where: { !($0.isLetter || $0.isNumber || $0 == "_") }) else { return self }
    return self[index(after: end)...]
  }
}
