import Input

/// A condition on the rows of a file: `strategy = "cheap" and epoch < 3`.
public struct RowCondition: Sendable, Hashable {
  fileprivate struct Part: Sendable, Hashable {
    var column: String
    var operation: String
    var value: String
    /// Whether the value stands in quotes: a text, even where it is made of digits.
    var isQuoted: Bool
  }

  /// The condition as it was given.
  public let text: String
  private let parts: [Part]

  /// The condition that a text says; `nil` where it says none.
  ///
  /// `COLUMN = VALUE`, with `!=`, `<`, `<=`, `>`, `>=` or `~` (contains) for `=`; several are joined by `and`, all of which
  /// must hold. A value that holds blanks stands in double quotes.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while true {
      guard let match = rest.prefixMatch(of: #/\s*([^\s=!<>~"]+)\s*(!=|<=|>=|=|<|>|~)\s*(?:"([^"]*)"|([^\s"]+))\s*/#)
      else {
        return nil
      }
      let quoted = match.3.map(String.init)
      parts.append(
        Part(
          column: String(match.1), operation: String(match.2), value: quoted ?? match.4.map(String.init) ?? "",
          isQuoted: quoted != nil))
      rest = rest[match.range.upperBound...]
      if rest.isEmpty { break }
      guard let joint = rest.prefixMatch(of: #/and\s/#) else { return nil }
      rest = rest[joint.range.upperBound...]
    }
    self.text = text
    self.parts = parts
  }

  /// The columns that it looks at.
  var columns: [String] { parts.map(\.column) }

  /// The condition on columns known by a place.
  struct Placed<Place> {
    fileprivate let parts: [(place: Place, part: Part)]

    /// Whether it holds for a row whose values are these.
    func holds(_ value: (Place) -> String?) -> Bool { parts.allSatisfy { $0.part.holds(value($0.place)) } }
  }

  /// The condition with its columns found.
  func columns<Place, Failure: Error>(
    _ place: (String) throws(Failure) -> Place
  ) throws(Failure) -> Placed<Place> {
    var placed: [(place: Place, part: Part)] = []
    for part in parts { placed.append((try place(part.column), part)) }
    return Placed(parts: placed)
  }

  /// The condition with its columns found in a table.
  ///
  /// - Throws: `InputError.missingColumn`.
  func columns(of table: TableReader, _ options: LoadOptions) throws(InputError) -> Placed<Int> {
    try columns { name throws(InputError) in
      if let column = table.column(options.fileName(for: name)) { return column }
      throw .missingColumn(path: table.window.path, column: options.fileName(for: name), found: table.columns)
    }
  }
}

extension RowCondition.Part {
  /// Whether it holds for a value; a missing one is unequal to all others and meets nothing else.
  fileprivate func holds(_ found: String?) -> Bool {
    guard let found else { return operation == "!=" }
    let numbers = isQuoted ? nil : Double(found).flatMap { a in Double(value).map { (a, $0) } }
    switch operation {
    case "=": return found == value || numbers.map { $0.0 == $0.1 } ?? false
    case "!=": return found != value && numbers.map { $0.0 != $0.1 } ?? true
    case "~": return found.lowercased().contains(value.lowercased())
    case "<": return numbers.map { $0.0 < $0.1 } ?? (found < value)
    case "<=": return numbers.map { $0.0 <= $0.1 } ?? (found <= value)
    case ">": return numbers.map { $0.0 > $0.1 } ?? (found > value)
    default: return numbers.map { $0.0 >= $0.1 } ?? (found >= value)
    }
  }
}
