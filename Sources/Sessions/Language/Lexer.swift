/// Cuts source text into commands and commands into words (the grammar of the command language).
///
/// Words split on blanks; `'…'` is literal, `"…"` knows `\"`, `\\` and `\n`; an unquoted `#` at the start of a word
/// begins a comment; a trailing `\` continues the command on the next line; `$NAME` is replaced outside single quotes.
package enum Lexer {
  /// The prompt that pasted lines may begin with.
  package static let prompt = "croute> "
  /// The prompt at which an unfinished command goes on.
  package static let continuationPrompt = "...> "

  /// A command as it looks at the prompt.
  package static func echo(of command: String) -> String {
    prompt + command.replacing("\n", with: "\n" + continuationPrompt) + "\n"
  }

  /// A word that says `text`, in quotes if need be.
  package static func quoted(_ text: String) -> String {
    guard let quote = text.isEmpty || text.hasPrefix("--") ? "'" : quote(for: text) else { return text }
    return quote == "'" ? "'\(text)'" : "\"\(escaped(text))\""
  }

  /// The quotes that a word needs to say `text`; `nil` where it needs none.
  static func quote(for text: String) -> Character? {
    if text.contains("'") || text.contains("\n") { return "\"" }
    let isPlain =
      !text.contains { $0.isWhitespace || "\"$".contains($0) } && !text.hasPrefix("#") && !text.hasSuffix("\\")
    return isPlain ? nil : "'"
  }

  /// The text as it stands in double quotes.
  static func escaped(_ text: String) -> String {
    text.replacing(/["\\$]/) { "\\" + $0.output }.replacing("\n", with: "\\n")
  }

  /// The commands of a source, in order; blank lines and comments are none.
  ///
  /// - Parameter isRaw: whether a verb takes the rest of its lines verbatim up to a `;` at a line's end.
  static func statements(of source: Source, isRaw: (Substring) -> Bool) -> [Statement] {
    var statements: [Statement] = []
    var lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var number = source.firstLine
    while var line = lines.popFirst() {
      let start = number
      number += 1
      var column = 1
      if line.hasPrefix(prompt) {
        line.removeFirst(prompt.count)
        column += prompt.count
      }
      let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
      var text = String(line.dropFirst(blanks))
      if text.isEmpty || text.hasPrefix("#") { continue }
      if isRaw(text.prefix { $0 != " " && $0 != "\t" }) {
        while !text.hasTrailing(";"), let more = lines.popFirst() {
          number += 1
          text += "\n" + more
        }
      } else {
        while continues(text), let more = lines.popFirst() {
          number += 1
          text += "\n" + more.trimmingPrefix(continuationPrompt)
        }
      }
      statements.append(
        Statement(source: text, location: SourceLocation(line: start, column: column + blanks)))
    }
    return statements
  }

  /// Whether the command goes on on the next line.
  static func continues(_ text: String) -> Bool { text.hasSuffix("\\") && !text.hasSuffix("\\\\") }

  /// The words of a command.
  ///
  /// - Throws: `SessionError.unclosedQuote`, `SessionError.unknown` for a variable without a value.
  static func words(of statement: Statement, variables: [String: String]) throws(LocatedError) -> [Word] {
    var scanner = WordScanner(statement: statement, variables: variables)
    return try scanner.words()
  }

  /// The words of a raw command: its verb, and the rest verbatim without the `;` that ends it.
  static func rawWords(of statement: Statement) -> [Word] {
    let verb = statement.source.prefix { !$0.isWhitespace }
    let gap = statement.source.dropFirst(verb.count).prefix { $0.isWhitespace }
    var rest = statement.source.dropFirst(verb.count + gap.count)
    while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
    let first = Word(text: String(verb), location: statement.location, length: verb.count, isQuoted: false)
    if rest.isEmpty { return [first] }
    var location = statement.location
    location.column += verb.count + gap.count
    return [first, Word(text: String(rest), location: location, length: rest.count, isQuoted: true)]
  }
}

extension String {
  fileprivate func hasTrailing(_ character: Character) -> Bool {
    last { !$0.isWhitespace } == character
  }
}

private struct WordScanner {
  private let characters: [Character]
  private let variables: [String: String]
  private var index = 0
  private var location: SourceLocation

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
    word.text += value
  }
}
