/// A word being typed: its text so far and the position of each character.
struct PartialWord {
  /// A character of the word.
  struct Element {
    var character: Character
    var index: String.Index
    /// The start of the enclosing quote; `nil` outside quotes.
    var quote: String.Index?
  }

  /// The end of a word from some character on: the part being completed.
  struct Component {
    var text: String
    /// The start of the replacement, including a quote that begins there.
    var start: String.Index
    /// The quote to use; `nil` to use one if needed.
    var quote: Character?
    /// Whether the quote was opened before the component, so that it only has to be closed.
    var isInside = false

    /// `value` as typed here; `nil` if impossible.
    func quoted(_ value: String, isFinal: Bool) -> String? {
      guard let quote = quote ?? Lexer.quote(for: value) else { return value }
      if quote == "'" && value.contains("'") { return nil }
      let escaped = quote == "'" ? value : Lexer.escaped(value)
      return (isInside ? "" : String(quote)) + escaped + (isFinal ? String(quote) : "")
    }
  }

  /// Where the word begins.
  var start: String.Index
  var elements: [Element] = []
  /// The quote that is open at the end, and where.
  var openQuote: (character: Character, index: String.Index)?
  /// Where the text ends.
  var end: String.Index
  /// The quotes by where they begin.
  var quotes: [String.Index: Character] = [:]
  var source: Substring

  /// The text of the word, with variables as typed.
  var text: String { String(elements.map(\.character)) }
  /// Whether any of it is quoted.
  var isQuoted: Bool { !quotes.isEmpty }

  /// The position of `$` if the word ends in a partial variable name.
  var variable: Int? {
    if openQuote?.character == "'" { return nil }
    let name = elements.reversed().prefix {
      $0.character.isASCII && ($0.character.isLetter || $0.character.isNumber || $0.character == "_")
    }
    let offset = elements.count - name.count - 1
    guard offset >= 0, elements[offset].character == "$" else { return nil }
    if let quote = elements[offset].quote, quotes[quote] == "'" { return nil }
    return offset
  }

  /// The word from that character on; `nil` if that is within a closed quote.
  func component(from offset: Int) -> Component? {
    let text = String(elements[offset...].map(\.character))
    guard offset < elements.count else {
      guard let open = openQuote else { return Component(text: text, start: end) }
      let isFirst = source.index(after: open.index) == end
      return Component(
        text: text, start: isFirst ? open.index : end, quote: open.character, isInside: !isFirst)
    }
    let first = elements[offset]
    guard let quote = first.quote else { return Component(text: text, start: first.index, quote: openQuote?.character) }
    if source.index(after: quote) == first.index {
      return Component(text: text, start: quote, quote: openQuote?.character)
    }
    guard let open = openQuote, open.index == quote else { return nil }
    return Component(text: text, start: first.index, quote: open.character, isInside: true)
  }
}

/// The words of a command being typed; the last one (possibly empty) is at the cursor.
struct PartialCommand {
  private let text: Substring
  private var index: String.Index
  private var words: [PartialWord] = []

  /// The words before the end of `text`; `nil` within a comment or the text of a raw command.
  init?(_ text: Substring, _ grammar: Grammar) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var first = lines.count - 1
    while first > 0, Lexer.continues(String(lines[first - 1])) { first -= 1 }
    self.text = text[lines[first].startIndex...].trimmingPrefix(grammar.prompt)
    index = self.text.startIndex
    if grammar.rawText(endingIn: text) != nil || !scan() { return nil }
  }

  /// The last word.
  var last: PartialWord? { words.last }
  /// The words before it.
  func dropLast() -> ArraySlice<PartialWord> { words.dropLast() }

  private mutating func scan() -> Bool {
    while true {
      while index < text.endIndex, text[index].isWhitespace || isContinuation { text.formIndex(after: &index) }
      if index < text.endIndex, text[index] == "#" { return false }
      scanWord()
      if index == text.endIndex { return true }
    }
  }

  private var isContinuation: Bool {
    text[index] == "\\" && text.index(after: index) < text.endIndex && text[text.index(after: index)] == "\n"
  }

  private mutating func scanWord() {
    var word = PartialWord(start: index, end: text.endIndex, source: text)
    while index < text.endIndex, word.openQuote != nil || !text[index].isWhitespace {
      var character = text[index]
      let place = index
      text.formIndex(after: &index)
      if let open = word.openQuote {
        if character == open.character {
          word.openQuote = nil
          continue
        }
        if open.character == "\"", character == "\\", index < text.endIndex, "\"\\n$".contains(text[index]) {
          character = text[index] == "n" ? "\n" : text[index]
          text.formIndex(after: &index)
        }
      } else if character == "'" || character == "\"" {
        word.openQuote = (character, place)
        word.quotes[place] = character
        continue
      }
      word.elements.append(.init(character: character, index: place, quote: word.openQuote?.index))
    }
    words.append(word)
  }
}
