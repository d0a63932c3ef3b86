import CommandLanguage

/// A number or a name in prose that is held against the session: `96<!--= SELECT … -->`.
package struct ProseNumber: Sendable, Equatable {
  /// What is printed, a number without thousands' commas and with a plain minus, a name without its backticks; empty where
  /// the word before the comment is neither.
  package var printed: String
  /// The word before the comment, as it stands there.
  package var word: String
  /// What computes it.
  package var expression: String
  /// The line of the file on which it stands.
  package var line: Int

  package init(printed: String, word: String = "", expression: String, line: Int) {
    self.printed = printed
    self.word = word
    self.expression = expression
    self.line = line
  }

  /// Those of a file, in order, without what blocks of code and code spans show.
  package static func all(in file: SessionFile) -> [ProseNumber] {
    file.proseBlocks.joined().flatMap { block in
      switch block.kind {
      case .fence, .code: [] as [ProseNumber]
      case .text, .comment: all(inBlock: block)
      }
    }
  }

  private static func all(inBlock block: ProseBlock) -> [ProseNumber] {
    let text = block.text[...]
    var numbers: [ProseNumber] = []
    // Where the comment before ends, and the name that ends here.
    var (start, name) = (text.startIndex, Substring?.none)
    var index = text.startIndex
    while index < text.endIndex {
      if text.utf8[index] == UInt8(ascii: "<"), text[index...].utf8.starts(with: "<!--".utf8) {
        let end = text[index...].firstRange(of: "-->") ?? text.endIndex..<text.endIndex
        let comment = text[index..<end.lowerBound].dropFirst(4)
        if comment.first == "=" {
          var word = name ?? lastWord(of: text[start..<index])
          // As in 2<!--= … -->-5<!--= … -->.
          if name == nil, start > text.startIndex, word.startIndex == start {
            word = word.drop { "-–—/×:".contains($0) }
          }
          numbers.append(
            ProseNumber(
              printed: name.map(String.init) ?? number(word) ?? "", word: String(word),
              expression: String(comment.dropFirst().trimmed),
              line: block.line + text[..<index].utf8.count { $0 == 0x0A }))
        }
        (index, start, name) = (end.upperBound, end.upperBound, nil)
      } else if text.utf8[index] == UInt8(ascii: "`") {
        let opened = endOfMarks(text, from: index)
        let closing = marks(text, as: index..<opened)
        name = closing.map { text[opened..<$0.lowerBound] }
        index = closing?.upperBound ?? opened
      } else {
        index = text.utf8.index(after: index)
        name = nil
      }
    }
    return numbers
  }

  private static func endOfMarks(_ text: Substring, from start: String.Index) -> String.Index {
    text.utf8[start...].firstIndex { $0 != UInt8(ascii: "`") } ?? text.endIndex
  }

  /// The backticks that close the code span which some open: as many.
  private static func marks(_ text: Substring, as opening: Range<String.Index>) -> Range<String.Index>? {
    let length = text.utf8[opening].count
    var index = opening.upperBound
    while let next = text.utf8[index...].firstIndex(of: UInt8(ascii: "`")) {
      index = endOfMarks(text, from: next)
      if text.utf8[next..<index].count == length { return next..<index }
    }
    return nil
  }

  /// What stands behind the last blank or bar of a table, without opening brackets, quotes, emphasis and signs of comparison or
  /// currency; with what looks like the thousands of the same number before the blank.
  private static func lastWord(of text: Substring) -> Substring {
    func behindBlank(_ text: Substring) -> Substring {
      let blank = text.lastIndex { $0.isWhitespace && !"\u{A0}\u{2009}\u{202F}".contains($0) || $0 == "|" }
      return blank.map { text[text.index(after: $0)...] } ?? text
    }
    let word = behindBlank(text)
    let before = text[..<word.startIndex]
    if before.last == " ", word.wholeMatch(of: /[0-9]{3}(?:\.[0-9]+)?%?/) != nil {
      let thousands = behindBlank(before.dropLast())
      if thousands.wholeMatch(of: /[-−]?[0-9]{1,3}/) != nil { return text[thousands.startIndex...] }
    }
    return word.drop { "([{\"'“‘«*_~≈=<>≤≥±$€£".contains($0) }
  }

  /// The number that a word is, a percent sign behind it, as `Double` reads it; `nil` for another word.
  private static func number(_ word: Substring) -> String? {
    let number = /([-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][-+−]?[0-9]+)?)%?/
    guard let match = word.wholeMatch(of: number) else { return nil }
    let text = match.output.1.replacing(",", with: "").replacing("−", with: "-")
    return Double(text) == nil ? nil : String(text)
  }

  /// Whether `value` is what is printed: the same name, or a number that is rounded so.
  package func agrees(with value: String) -> Bool {
    guard let number = Double(printed), let value = Double(value) else { return printed == value && !value.isEmpty }
    let parts = printed.lowercased().split(separator: "e")
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    if parts.count > 1, let factor = Double("1e" + parts[1]) { unit *= factor }
    return abs(number - value) <= unit * 0.5 * (1 + 1e-9)
  }
}
