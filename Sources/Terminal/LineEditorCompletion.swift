import CReadline
import CommandLanguage
import Glibc

extension LineEditor {
  /// The matches for Readline's Tab: first what to insert, then the candidates, a null at the end, all on the heap.
  static func complete(
    _ text: UnsafePointer<CChar>?, from start: Int32, to end: Int32
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    croute_rl_begin_completion()
    let state = state.withLock(\.self)
    guard let line = croute_rl_line().flatMap({ String(validatingCString: $0) }), let completer = state.completer else {
      return nil
    }
    let result = matches(line, word: Int(start)..<Int(end), after: state.earlierLines, completer: completer)
    guard let first = result.words.first else { return nil }
    croute_rl_end_completion(result.arePaths ? 1 : 0, result.isFinal ? 1 : 0)
    let words = result.words.count == 1 ? [first] : [result.common] + result.words
    let matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
    for (index, word) in words.enumerated() { matches[index] = strdup(word) }
    matches[words.count] = nil
    return matches
  }

  /// The completions of a word.
  package struct Matches: Equatable {
    package var words: [String] = []
    /// Their common beginning, or the typed text if that is longer.
    package var common = ""
    /// Whether a space follows a single match.
    package var isFinal = false
    package var arePaths = false
  }

  /// The matches for a word of `line`, which is given by its bytes and runs from a blank to the cursor.
  ///
  /// Readline does not handle quotes here: a candidate's range may begin within the word, or before it if a quoted word
  /// contains blanks. Candidates are cut or extended to replace the word.
  package static func matches(
    _ line: String, word: Range<Int>, after earlierLines: String, completer: Completer
  ) -> Matches {
    let text = earlierLines + line
    let lineStart = earlierLines.utf8.count
    func index(_ byte: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: lineStart + byte) }
    let completion = completer(text, index(word.upperBound))
    let start = index(word.lowerBound)
    var result = Matches(arePaths: completion.arePaths)
    let replaced = completion.range.lowerBound
    for candidate in completion.candidates {
      if replaced >= start {
        result.words.append(text[start..<replaced] + candidate.text)
      } else if candidate.text.hasPrefix(text[replaced..<start]) {
        result.words.append(String(candidate.text.dropFirst(text[replaced..<start].count)))
      }
    }
    let typed = String(text[start..<index(word.upperBound)])
    let common = result.words.dropFirst().reduce(result.words.first ?? "") { $0.commonPrefix(with: $1) }
    result.common = common.hasPrefix(typed) ? common : typed
    result.isFinal = completion.candidates.count == 1 && completion.candidates[0].isFinal
    return result
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
