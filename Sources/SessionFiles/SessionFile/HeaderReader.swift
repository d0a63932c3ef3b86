import CommandLanguage
import Display

/// Reads the part of YAML that session headers use: maps in lines or in braces, lists of scalars in lines or in brackets,
/// and plain or quoted scalars.
package struct HeaderReader {
  /// A key with its value.
  package struct Member {
    package var key: String
    package var location: SourceLocation
    package var value: Value
    package var valueLocation: SourceLocation
  }

  package indirect enum Value {
    case scalar(String)
    case members([Member])
    case list([String])
  }

  private let lines: [Substring]
  private let firstLine: Int
  private var index = 0

  package init(lines: [Substring], firstLine: Int) {
    self.lines = lines
    self.firstLine = firstLine
  }

  /// The members under a key at the margin; none where there is no such key.
  package mutating func members(of key: String) throws(LocatedError) -> [Member] {
    if let place = placeInBraces(of: key) {
      throw LocatedError(
        .malformed(found: "'\(key)' in braces", expected: "a line that begins with '\(key):'"), at: place,
        length: key.count)
    }
    let places = lines.indices.filter { hasKey(key, $0) }
    guard let first = places.first else { return [] }
    if places.count > 1 {
      throw LocatedError(
        .malformed(found: "a second '\(key)'", expected: "each key once"), at: place(places[1], 0), length: key.count)
    }
    index = first
    let member = try self.member(indentation: 0)
    switch member.value {
    case .members(let members): return members
    case .scalar(""): return []
    case .scalar, .list: throw member.mistake(allowed: "{key: value, …}")
    }
  }

  /// Whether no line at the margin begins with a key, nor braces around all lines hold it.
  package func isWithout(_ key: String) -> Bool {
    !lines.indices.contains { hasKey(key, $0) } && placeInBraces(of: key) == nil
  }

  /// Where a header that is one map in braces has a key; `nil` elsewhere.
  private func placeInBraces(of key: String) -> SourceLocation? {
    guard let first = lines.first(where: { !$0.trimmed.isEmpty && $0.trimmed.first != "#" }), first.trimmed.first == "{"
    else { return nil }
    for (index, line) in lines.enumerated() {
      for range in line.ranges(of: key) where " {,'\"".contains(line[..<range.lowerBound].last ?? " ") {
        if line[range.upperBound...].first(where: { !"'\" ".contains($0) }) != ":" { continue }
        return place(index, line.distance(from: line.startIndex, to: range.lowerBound))
      }
    }
    return nil
  }

  /// Whether a line at the margin begins with a key, in quotes or not.
  private func hasKey(_ key: String, _ index: Int) -> Bool {
    guard let first = lines[index].first, !" #-{[".contains(first) else { return false }
    var scanner = FlowScanner(lines[index], from: 0, line: 0)
    return scanner.isAtKey(key)
  }

  private func place(_ index: Int, _ column: Int) -> SourceLocation {
    SourceLocation(line: firstLine + index, column: column + 1)
  }

  /// The member whose key stands in the current line; its lines are passed.
  private mutating func member(indentation: Int) throws(LocatedError) -> Member {
    var scanner = FlowScanner(lines[index], from: indentation, line: firstLine + index)
    let (key, location) = try scanner.key()
    if let (value, valueLocation) = try scanner.lineValue() {
      index += 1
      return Member(key: key, location: location, value: value, valueLocation: valueLocation)
    }
    index += 1
    if let list = try list(under: indentation) {
      return Member(key: key, location: location, value: .list(list), valueLocation: location)
    }
    let members = try block(deeperThan: indentation)
    return Member(
      key: key, location: location, value: members.isEmpty ? .scalar("") : .members(members), valueLocation: location)
  }

  /// The scalars behind `- ` in lines under a key; `nil` where there are none.
  private mutating func list(under outer: Int) throws(LocatedError) -> [String]? {
    var list: [String]?
    while index < lines.count {
      let line = lines[index]
      let indentation = line.prefix { $0 == " " }.count
      guard indentation >= outer, line.dropFirst(indentation).hasPrefix("- ") else { break }
      var scanner = FlowScanner(line, from: indentation + 2, line: firstLine + index)
      guard case .scalar(let text)? = try scanner.lineValue()?.0 else {
        throw LocatedError(.malformed(found: "no text after '-'", expected: "a string"), at: place(index, indentation))
      }
      list = (list ?? []) + [text]
      index += 1
    }
    return list
  }

  /// The members in lines that are indented more than their key.
  private mutating func block(deeperThan outer: Int) throws(LocatedError) -> [Member] {
    var members: [Member] = []
    var own: Int?
    while index < lines.count {
      let line = lines[index]
      if line.trimmed.isEmpty || line.trimmed.first == "#" {
        index += 1
        continue
      }
      let indentation = line.prefix { $0 == " " }.count
      if line.dropFirst(indentation).first == "\t" {
        throw LocatedError(.malformed(found: "a tab", expected: "spaces"), at: place(index, indentation))
      }
      if indentation <= outer { break }
      if indentation != own ?? indentation {
        throw LocatedError(
          .malformed(found: Format.count(indentation, "space"), expected: "\(own ?? 0) as in the lines before"),
          at: place(index, indentation))
      }
      own = indentation
      let member = try self.member(indentation: indentation)
      if members.contains(where: { $0.key == member.key }) { throw member.repeated }
      members.append(member)
    }
    return members
  }
}

extension HeaderReader.Member {
  /// The text of a scalar.
  func scalar(_ allowed: String) throws(LocatedError) -> String {
    guard case .scalar(let text) = value else { throw mistake(allowed: allowed) }
    return text
  }

  /// What to say of a value that is not allowed.
  func mistake(allowed: String) -> LocatedError {
    let found =
      switch value {
      case .scalar(let text): text
      case .members: "{…}"
      case .list: "[…]"
      }
    return LocatedError(
      .invalidValue(key, found: found, allowed: allowed), at: valueLocation, length: max(1, found.count))
  }

  fileprivate var repeated: LocatedError {
    LocatedError(.malformed(found: "a second '\(key)'", expected: "each key once"), at: location, length: key.count)
  }
}

/// Walks over one line of a header.
private struct FlowScanner {
  private let characters: [Character]
  private let line: Int
  private var index: Int
  /// How many maps are open.
  private var depth = 0

  init(_ text: Substring, from column: Int, line: Int) {
    characters = Array(text.trimmedEnd)
    self.line = line
    index = column
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }
  private var place: SourceLocation { SourceLocation(line: line, column: index + 1) }
  private mutating func skipBlanks() { while current == " " { index += 1 } }

  private func malformed(_ expected: String) -> LocatedError {
    LocatedError(.malformed(found: current.map { "'\($0)'" } ?? "the end of the line", expected: expected), at: place)
  }

  /// A key with the `:` behind it.
  mutating func key() throws(LocatedError) -> (String, SourceLocation) {
    let start = place
    let key = try scalar(endingAt: ":,{}")
    skipBlanks()
    guard !key.isEmpty, current == ":" else { throw malformed("key: value") }
    index += 1
    if let current, current != " " { throw malformed("a space after ':'") }
    return (key, start)
  }

  /// Whether the line goes on with a key and a `:`, whatever stands behind.
  mutating func isAtKey(_ key: String) -> Bool {
    guard let found = try? scalar(endingAt: ":,{}"), found == key else { return false }
    skipBlanks()
    return current == ":"
  }

  /// The value in the rest of the line; `nil` where there is none.
  mutating func lineValue() throws(LocatedError) -> (HeaderReader.Value, SourceLocation)? {
    skipBlanks()
    if current == nil || current == "#" { return nil }
    let start = place
    let value = try value(endingAt: "")
    skipBlanks()
    if current != nil && current != "#" { throw malformed("the end of the line") }
    return (value, start)
  }

  private mutating func value(endingAt ends: String) throws(LocatedError) -> HeaderReader.Value {
    if current == "[" { return .list(try list()) }
    guard current == "{" else { return .scalar(try scalar(endingAt: ends)) }
    if depth == 8 { throw malformed("at most 8 nested maps") }
    depth += 1
    defer { depth -= 1 }
    index += 1
    var members: [HeaderReader.Member] = []
    skipBlanks()
    while current != "}" {
      let (key, location) = try key()
      skipBlanks()
      let valueLocation = place
      let value = try value(endingAt: ",{}")
      let member = HeaderReader.Member(key: key, location: location, value: value, valueLocation: valueLocation)
      if members.contains(where: { $0.key == key }) { throw member.repeated }
      members.append(member)
      skipBlanks()
      if current == "," {
        index += 1
        skipBlanks()
      } else if current != "}" {
        throw malformed("',' or '}'")
      }
    }
    index += 1
    return .members(members)
  }

  private mutating func list() throws(LocatedError) -> [String] {
    var list: [String] = []
    index += 1
    skipBlanks()
    while current != "]" {
      let text = try scalar(endingAt: ",[]{}")
      if text.isEmpty { throw malformed("a string") }
      list.append(text)
      skipBlanks()
      if current == "," {
        index += 1
        skipBlanks()
      } else if current != "]" {
        throw malformed("',' or ']'")
      }
    }
    index += 1
    return list
  }

  /// A plain scalar up to one of `ends` or a comment, or a quoted one.
  private mutating func scalar(endingAt ends: String) throws(LocatedError) -> String {
    if let quote = current, quote == "'" || quote == "\"" {
      let start = index
      index += 1
      var text = ""
      while let character = current {
        index += 1
        if character == quote {
          guard quote == "'", current == "'" else { return text }
          index += 1
        } else if quote == "\"", character == "\\", let escaped = current {
          text.append(escaped)
          index += 1
          continue
        }
        text.append(character)
      }
      index = start
      throw malformed("a quote \(quote) closed on the same line")
    }
    let start = index
    while let character = current, !ends.contains(character),
      !(character == "#" && index > 0 && characters[index - 1] == " ")
    { index += 1 }
    return String(String(characters[start..<index]).reversed().drop { $0 == " " }.reversed())
  }
}
