import CommandLanguage
import Input

/// The attributes in the opening line of a command block: `key=value` pairs with JSON values.
package struct CellAttributes: Sendable, Equatable {
  /// How an output block is compared.
  package enum Check: String, Sendable, CaseIterable {
    /// `...` and `[..]` mean themselves.
    case exact
    /// Not at all.
    case none
  }

  /// The name of the cell.
  package var name: String?
  /// Jupyter's tags.
  package var tags: [String] = []
  /// How an output block is compared; `nil` for the usual way.
  package var check: Check?
  /// Whether the commands are executed.
  package var isRun = true
  /// The tolerance of numbers: `|a - b| <= tol * max(1, |b|)`.
  package var tolerance: Double?
  /// The time limit in seconds.
  package var timeout = 60.0

  package init() {}

  /// Whether the cell is expected to end in an error.
  package var expectsError: Bool { tags.contains("raises-exception") }

  /// Reads an opening line.
  ///
  /// - Throws: for an unknown or repeated key, or an invalid value, with its column.
  package init(opening: Substring, line: Int) throws(LocatedError) {
    var scanner = AttributeScanner(opening: opening, line: line)
    var seen: Set<String> = []
    while let (key, place) = try scanner.key() {
      guard let attribute = CellAttribute.all.first(where: { $0.name == key }) else {
        throw LocatedError(
          .unknown("attribute", key, known: CellAttribute.all.map(\.name), isUsage: true), at: place, length: key.count)
      }
      if !seen.insert(key).inserted {
        throw LocatedError(
          .malformed(found: "a second \(key)", expected: "each attribute once"), at: place, length: key.count)
      }
      let (value, text, valuePlace) = try scanner.value()
      guard let value, attribute.take(&self, value) else {
        throw LocatedError(
          .invalidValue(key, found: text, allowed: attribute.allowed), at: valuePlace, length: text.count)
      }
    }
  }
}

/// A key in the opening line of a command block.
package struct CellAttribute: Sendable {
  package let name: String
  /// A short description.
  package let summary: String
  /// The kind of its value.
  package let allowed: String
  /// Applies the value; false if it is not allowed.
  let take: @Sendable (inout CellAttributes, JSONValue) -> Bool

  package static let all: [CellAttribute] = [
    CellAttribute(
      name: "name", summary: "the name of the cell", allowed: "a string of one line in double quotes"
    ) { attributes, value in
      guard let name = value.string, !name.isEmpty, !name.contains("\n") else { return false }
      attributes.name = name
      return true
    },
    // Jupyter allows no comma in a tag.
    CellAttribute(
      name: "tags", summary: "Jupyter's tags; raises-exception means that an error is expected",
      allowed: "a list of different words such as [\"raises-exception\"]"
    ) {
      attributes, value in
      let tags = value.array?.compactMap(\.string).filter { !$0.isEmpty && !$0.contains(",") }
      guard let tags, tags.count == value.array?.count, Set(tags).count == tags.count else { return false }
      attributes.tags = tags
      return true
    },
    CellAttribute(
      name: "check", summary: "how the output is compared", allowed: "\"exact\" or \"none\""
    ) { attributes, value in
      guard let check = value.string.flatMap(CellAttributes.Check.init) else { return false }
      attributes.check = check
      return true
    },
    CellAttribute(
      name: "run", summary: "whether the commands are executed", allowed: "true or false"
    ) { attributes, value in
      guard case .bool(let isRun) = value else { return false }
      attributes.isRun = isRun
      return true
    },
    CellAttribute(
      name: "tol", summary: "the tolerance of numbers, relative for those above 1", allowed: "a number from 0"
    ) { attributes, value in
      guard let tolerance = value.double, tolerance >= 0 else { return false }
      attributes.tolerance = tolerance
      return true
    },
    CellAttribute(
      name: "timeout", summary: "the time limit of the cell", allowed: "a number of seconds above 0, at most 86400"
    ) { attributes, value in
      guard let timeout = value.double, timeout > 0, timeout <= 86_400 else { return false }
      attributes.timeout = timeout
      return true
    },
  ]
}

/// Walks over `key=value` pairs, counting columns.
struct AttributeScanner {
  private let characters: [Character]
  private let line: Int
  private var index: Int

  init(opening: Substring, line: Int) {
    let fence = FenceLine(opening.trimmedEnd)
    characters = Array(opening.trimmedEnd)
    self.line = line
    index = fence.before.count + fence.marks.count
    skipBlanks()
    while index < characters.count, !isBlank(characters[index]) { index += 1 }
  }

  private func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
  private mutating func skipBlanks() { while index < characters.count, isBlank(characters[index]) { index += 1 } }
  private func place(_ index: Int) -> SourceLocation { SourceLocation(line: line, column: index + 1) }

  /// The next key, the `=` behind it passed; `nil` at the end of the line.
  mutating func key() throws(LocatedError) -> (String, SourceLocation)? {
    skipBlanks()
    if index == characters.count { return nil }
    let start = index
    while index < characters.count, !isBlank(characters[index]), characters[index] != "=" { index += 1 }
    let key = String(characters[start..<index])
    guard !key.isEmpty, index < characters.count, characters[index] == "=" else {
      throw LocatedError(
        .malformed(found: "'\(key.isEmpty ? "=" : key)'", expected: "key=value"), at: place(start),
        length: max(1, key.count))
    }
    index += 1
    return (key, place(start))
  }

  /// The JSON value that begins here: it ends at a blank outside strings and brackets. `nil` for a word that is none.
  mutating func value() throws(LocatedError) -> (JSONValue?, String, SourceLocation) {
    let start = index
    var depth = 0
    var isQuoted = false
    while index < characters.count, isQuoted || depth > 0 || !isBlank(characters[index]) {
      switch characters[index] {
      case "\\" where isQuoted: index += 1
      case "\"": isQuoted.toggle()
      case "[", "{": if !isQuoted { depth += 1 }
      case "]", "}": if !isQuoted { depth -= 1 }
      default: break
      }
      index += 1
    }
    index = min(index, characters.count)
    let text = String(characters[start..<index])
    if text.isEmpty {
      throw LocatedError(.malformed(found: "nothing after '='", expected: "a JSON value"), at: place(start))
    }
    do {
      return (try JSONParser.parse(text), text, place(start))
    } catch {
      guard case .malformed(_, _, let column, let found, let expected) = error, "\"[{".contains(characters[start])
      else { return (nil, text, place(start)) }
      throw LocatedError(
        .malformed(found: found, expected: expected + " (values are JSON)"), at: place(start + column - 1))
    }
  }
}
