/// A line of an output block: what a line of output has to look like.
///
/// `...` alone stands for any lines and `[..]` for any text; behind a backslash they mean themselves, and so `\\...` means
/// `\...`.
package struct LinePattern: Sendable {
  /// The line as it stands in the block, without blanks at its end.
  package let text: String
  /// The texts between the wildcards.
  private let pieces: [Substring]
  /// The characters and wildcards, where there are wildcards.
  private let characters: [Token]
  /// The numbers and the characters between them, where numbers may be off.
  private let tokens: [Token]
  private let tolerance: Double?
  private let hasWildcards: Bool

  /// A line of output, taken apart as far as a pattern asks for it.
  package struct Line: Sendable {
    package let text: String
    fileprivate let characters: [Token]
    fileprivate let tokens: [Token]

    /// - Parameter patterns: what it will be held against.
    package init(_ text: String, for patterns: [LinePattern]) {
      self.text = text
      characters = patterns.contains { $0.pieces.count > 1 } ? LinePattern.characters(of: [text[...]]) : []
      tokens = patterns.contains { $0.tolerance != nil } ? LinePattern.tokens(of: [text[...]]) : []
    }
  }

  /// - Parameters:
  ///   - tolerance: how far numbers may be off: `|a - b| <= tolerance * max(1, |b|)` for a found where b is expected.
  ///   - isExact: whether `...` and `[..]` mean themselves.
  package init(_ text: String, tolerance: Double? = nil, isExact: Bool = false) {
    self.text = text
    self.tolerance = tolerance
    hasWildcards = !isExact
    pieces = isExact ? [text[...]] : Self.pieces(of: text)
    characters = pieces.count == 1 ? [] : Self.characters(of: pieces)
    tokens = tolerance == nil ? [] : Self.tokens(of: pieces)
  }

  /// The line of a block that a line of output, and no other, matches.
  package static func escaped(_ line: String) -> String {
    if isDots(line) { return "\\" + line }
    return line.contains("[..]") ? line.replacing("[..]", with: "\\[..]") : line
  }

  /// Whether a line is `...` with any number of backslashes before it.
  private static func isDots(_ line: String) -> Bool {
    line.hasSuffix("...") && line.dropLast(3).allSatisfy { $0 == "\\" }
  }

  /// The texts between the wildcards of a line, a backslash taken from those before what means itself.
  private static func pieces(of line: String) -> [Substring] {
    if isDots(line) { return [line.hasPrefix("\\") ? line.dropFirst() : line[...]] }
    guard line.contains("[..]") else { return [line[...]] }
    var pieces: [Substring] = [""]
    var parts = line.split(separator: "[..]", omittingEmptySubsequences: false)[...]
    while let part = parts.popFirst() {
      let isEscape = part.hasSuffix("\\") && !parts.isEmpty
      pieces[pieces.count - 1] += isEscape ? part.dropLast() + "[..]" : part
      if !isEscape, !parts.isEmpty { pieces.append("") }
    }
    return pieces
  }

  /// Whether the pattern matches any number of lines.
  package var isAnyLines: Bool { hasWildcards && text == "..." }

  /// Whether a line of output looks as this one wants it.
  package func matches(_ line: Line) -> Bool {
    if pieces.count == 1 ? line.text.utf8.elementsEqual(pieces[0].utf8) : Self.matches(characters, line.characters) {
      return true
    }
    guard let tolerance else { return false }
    return Self.matches(tokens, line.tokens, { Self.areEqual(found: $1, expected: $0, tolerance) })
  }

  /// A piece of a line.
  fileprivate enum Token: Equatable, Sendable {
    /// A scalar: as characters, texts with other bytes can be equal.
    case character(Unicode.Scalar)
    /// Blanks between columns, whose number follows the width of the numbers.
    case blanks
    case number(Double)
    /// Any text.
    case any
  }

  private static func areEqual(found: Token, expected: Token, _ tolerance: Double) -> Bool {
    guard case .number(let a) = found, case .number(let b) = expected else { return found == expected }
    return abs(a - b) <= tolerance * max(1, abs(b))
  }

  /// Whether the tokens follow the pattern; `any` takes as few as it can and more where it must.
  private static func matches(
    _ pattern: [Token], _ tokens: [Token], _ areEqual: (Token, Token) -> Bool = { $0 == $1 }
  ) -> Bool {
    var (p, t) = (0, 0)
    var latestAny: (pattern: Int, token: Int)?
    while t < tokens.count {
      if p < pattern.count, pattern[p] == .any {
        latestAny = (p, t)
        p += 1
      } else if p < pattern.count, areEqual(pattern[p], tokens[t]) {
        p += 1
        t += 1
      } else if let any = latestAny {
        p = any.pattern + 1
        t = any.token + 1
        latestAny = (any.pattern, t)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == .any }
  }

  private static func characters(of pieces: [Substring]) -> [Token] {
    Array(pieces.map { $0.unicodeScalars.map { Token.character($0) } }.joined(separator: [.any]))
  }

  /// The line with its numbers apart. Digits within a word (`gpt-4`, `sim.00001`, `v2`) are no numbers.
  private static func tokens(of pieces: [Substring]) -> [Token] {
    let tokens = Array(pieces.map(tokens).joined(separator: [.any]))
    // Where a line begins follows the width of its numbers, too.
    return tokens.first == .blanks ? tokens : [.blanks] + tokens
  }

  private static func tokens(of piece: Substring) -> [Token] {
    let number = /[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/.asciiOnlyDigits()
    var tokens: [Token] = []
    var rest = piece
    var previous: Character = " "
    while let character = rest.first {
      if character == " " || character == "\t" {
        if tokens.last != .blanks { tokens.append(.blanks) }
        rest.removeFirst()
      } else if mayBeginNumber(character), !isWordCharacter(previous), let match = rest.prefixMatch(of: number)?.output,
        !match.isEmpty,
        rest[match.endIndex...].first.map({ !$0.isLetter && $0 != "_" }) ?? true,
        let value = Double(match.replacing(",", with: ""))
      {
        tokens.append(.number(value))
        rest = rest[match.endIndex...]
      } else {
        tokens += character.unicodeScalars.map { .character($0) }
        rest.removeFirst()
      }
      previous = character
    }
    return tokens
  }

  private static func mayBeginNumber(_ character: Character) -> Bool {
    "0"..."9" ~= character || "+-.".contains(character)
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.-".contains(character)
  }
}
