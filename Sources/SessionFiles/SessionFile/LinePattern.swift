/// A line of an output block: a pattern for a line of output.
package struct LinePattern: Sendable {
  /// The line as it stands in the block, without blanks at its end.
  package let text: String
  private let tolerance: Double?
  private let hasWildcards: Bool

  /// - Parameters:
  ///   - tolerance: how far numbers may be off: `|a - b| <= tolerance * max(1, |b|)` for a found where b is expected.
  ///   - isExact: whether `...` and `[..]` mean themselves.
  package init(_ text: String, tolerance: Double? = nil, isExact: Bool = false) {
    self.text = text
    self.tolerance = tolerance
    hasWildcards = !isExact
  }

  /// Whether the pattern matches any number of lines.
  package var isAnyLines: Bool { hasWildcards && text == "..." }

  /// Whether a line of output matches.
  package func matches(_ line: String) -> Bool {
    if line == text { return true }
    if hasWildcards, text.contains("[..]"), Self.matches(Self.characters(of: text, true), Self.characters(of: line)) {
      return true
    }
    guard let tolerance else { return false }
    return Self.matches(
      Self.tokens(of: text, hasWildcards), Self.tokens(of: line, false),
      { Self.areEqual(found: $1, expected: $0, tolerance) })
  }

  /// A piece of a line.
  private enum Token: Equatable {
    case character(Character)
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

  private static func characters(of line: String, _ hasWildcards: Bool = false) -> [Token] {
    guard hasWildcards else { return line.map { .character($0) } }
    let pieces = line.split(separator: "[..]", omittingEmptySubsequences: false).map { $0.map { Token.character($0) } }
    return Array(pieces.joined(separator: [.any]))
  }

  /// The line with its numbers apart. Digits within a word (`gpt-4`, `sim.00001`, `v2`) are not numbers.
  private static func tokens(of line: String, _ hasWildcards: Bool) -> [Token] {
    let pieces = hasWildcards ? line.split(separator: "[..]", omittingEmptySubsequences: false) : [line[...]]
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
      } else if !isWordCharacter(previous), let match = rest.prefixMatch(of: number)?.output, !match.isEmpty,
        rest[match.endIndex...].first.map({ !$0.isLetter && $0 != "_" }) ?? true,
        let value = Double(match.replacing(",", with: ""))
      {
        tokens.append(.number(value))
        rest = rest[match.endIndex...]
      } else {
        tokens.append(.character(character))
        rest.removeFirst()
      }
      previous = character
    }
    return tokens
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.-".contains(character)
  }
}
