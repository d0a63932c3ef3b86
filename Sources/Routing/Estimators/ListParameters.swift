/// Parameters that are lists: `--sigma 0.2,0.3`, `--features length,agreement`.
extension EstimatorArguments {
  /// The finite numbers given to a parameter; `nil` if it was not given.
  func numbers(_ name: String) throws(RoutingError) -> [Double]? {
    guard let text = values[name] else { return nil }
    var numbers: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(part), number.isFinite else {
        throw .invalidParameter("--" + name, found: String(part), allowed: "numbers, one per model in pool order")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The words given to a parameter; `standard` if it was not given, and for the word `all`.
  func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
    _ name: String, of type: Word.Type, standard: Set<Word>
  ) throws(RoutingError) -> Set<Word> {
    guard let text = values[name] else { return standard }
    var words: Set<Word> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if part == "all" {
        words.formUnion(standard)
        continue
      }
      guard let word = Word(rawValue: String(part)) else {
        throw .unknown("word of --" + name, String(part), known: Word.allCases.map(\.rawValue) + ["all"])
      }
      words.insert(word)
    }
    return words
  }
}
