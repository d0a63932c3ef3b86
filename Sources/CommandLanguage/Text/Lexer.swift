import Input

/// Cuts commands into words.
///
/// Words split on blanks; `'…'` is literal, `"…"` knows `\"`, `\\` and `\n`; an unquoted `#` at the start of a word
/// begins a comment; a trailing `\` continues the command on the next line; `$NAME` is replaced outside single quotes.
package enum Lexer {
  /// A word with the given text, in quotes if needed.
  package static func quoted(_ text: String) -> String {
    guard let quote = text.isEmpty || text.hasPrefix("--") ? "'" : quote(for: text) else { return text }
    return quote == "'" ? "'\(text)'" : "\"\(escaped(text))\""
  }

  /// The quotes needed for `text`; `nil` if none.
  static func quote(for text: String) -> Character? {
    if text.contains("'") || text.contains("\n") { return "\"" }
    let isPlain =
      !text.contains { $0.isWhitespace || "\"$".contains($0) } && !text.hasPrefix("#") && !text.hasSuffix("\\")
    return isPlain ? nil : "'"
  }

  /// The text escaped for double quotes.
  static func escaped(_ text: String) -> String {
    text.replacing(/["\\$]/) { "\\" + $0.output }.replacing("\n", with: "\\n")
  }

  /// Whether the command continues on the next line.
  static func continues(_ text: String) -> Bool { text.hasSuffix("\\") && !text.hasSuffix("\\\\") }

  /// The words of a command.
  ///
  /// - Throws: `CommandError.unclosedQuote`, `CommandError.unknown` for a variable without a value.
  static func words(of statement: Statement, variables: [String: String]) throws(LocatedError) -> [Word] {
    var scanner = WordScanner(statement: statement, variables: variables)
    return try scanner.words()
  }

  /// The words of a raw command: its verb, the options before its text, and the text verbatim without the `;` that ends
  /// it.
  ///
  /// - Throws: as `words`, for the options.
  static func words(
    of statement: Statement, raw command: CommandSignature, variables: [String: String]
  ) throws(LocatedError) -> [Word] {
    var scanner = WordScanner(statement: statement, variables: variables)
    return try scanner.rawWords(command.options)
  }
}

private struct WordScanner {
  private let characters: [Character]
  private let variables: [String: String]
  private var index = 0
  private var location: SourceLocation
  /// How many bytes of values may still be put in.
  private var room = Variables.totalLimit

  init(statement: Statement, variables: [String: String]) {
    characters = Array(statement.source)
    self.variables = variables
    location = statement.location
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }
  private var following: Character? { index + 1 < characters.count ? characters[index + 1] : nil }

  private mutating func advance() {
    if characters[index] == "\n" {
      location.line += 1
      location.column = 1
    } else {
      location.column += 1
    }
    index += 1
  }

  mutating func words() throws(LocatedError) -> [Word] {
    var words: [Word] = []
    while let character = current {
      if character.isWhitespace || (character == "\\" && (following == nil || following == "\n")) {
        advance()
      } else if character == "#" {
        while let comment = current, comment != "\n" { _ = comment; advance() }
      } else {
        words.append(try word())
      }
    }
    return words
  }

  mutating func rawWords(_ options: [Option]) throws(LocatedError) -> [Word] {
    var words = [try word()]
    skipBlanks()
    while current == "-", following == "-", index + 2 < characters.count, characters[index + 2].isLetter {
      let word = try word()
      words.append(word)
      skipBlanks()
      if current != nil, options.contains(where: { $0.kind != nil && word.text == "--" + $0.name }) {
        words.append(try self.word())
        skipBlanks()
      }
    }
    var end = characters.count
    while end > index, characters[end - 1].isWhitespace || characters[end - 1].isSemicolon { end -= 1 }
    if end > index {
      words.append(
        Word(
          text: String(characters[index..<end]), location: location, length: end - index, isQuoted: true,
          isVerbatim: true))
    } else if words[words.count - 1].text.last?.isSemicolon == true, !words[words.count - 1].isQuoted {
      words[words.count - 1].text.removeLast()
      words[words.count - 1].length -= 1
    }
    return words
  }

  private mutating func skipBlanks() {
    while let character = current, character.isWhitespace { advance() }
  }

  private mutating func word() throws(LocatedError) -> Word {
    var word = Word(text: "", location: location, length: 0, isQuoted: false)
    let start = index
    while let character = current, !character.isWhitespace {
      switch character {
      case "'", "\"":
        word.isQuoted = true
        try quoted(character, into: &word)
      case "$":
        try variable(into: &word)
      case "\\" where following == nil || following == "\n":
        word.length = index - start
        return word
      default:
        word.text.append(character)
        advance()
      }
    }
    word.length = index - start
    return word
  }

  private mutating func quoted(_ quote: Character, into word: inout Word) throws(LocatedError) {
    let opening = location
    advance()
    while let character = current {
      if character == quote { return advance() }
      if quote == "\"" && character == "$" {
        try variable(into: &word)
      } else if quote == "\"", character == "\\", let escaped = following, "\"\\n$".contains(escaped) {
        word.text.append(escaped == "n" ? "\n" : escaped)
        advance()
        advance()
      } else {
        word.text.append(character)
        advance()
      }
    }
    throw LocatedError(.unclosedQuote(String(quote)), at: opening, length: 1)
  }

  private mutating func variable(into word: inout Word) throws(LocatedError) {
    let start = location
    advance()
    var name = ""
    while let character = current, character.isASCII, character.isLetter || character.isNumber || character == "_" {
      name.append(character)
      advance()
    }
    if name.isEmpty { return word.text.append("$") }
    guard let value = variables[name] else {
      throw LocatedError(
        .unknown("variable", name, known: variables.keys.sorted()), at: start, length: name.count + 1)
    }
    room -= value.utf8.count
    if room < 0 {
      throw LocatedError(
        .refused("with the values of its variables the command is longer than \(Variables.totalLimit.grouped) bytes"),
        at: start, length: name.count + 1)
    }
    word.text += value
  }
}

extension Character {
  /// Whether it is `;`: the Greek question mark (U+037E), another character, equals that.
  var isSemicolon: Bool { asciiValue == UInt8(ascii: ";") }
}
