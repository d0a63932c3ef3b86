import Input

/// A condition on the rows of a file: `strategy = "cheap" and epoch < 3`.
public struct RowCondition: Sendable, Hashable {
  fileprivate struct Part: Sendable, Hashable {
    var column: String
    var operation: String
    var value: String
    /// Whether values are compared as texts, even where they are made of digits: the value stands in quotes, or the column
    /// is one of names.
    var isText: Bool
  }

  /// The condition as it was given.
  public let text: String
  private let parts: [Part]

  /// What tables call the columns of names.
  private static let names: Set = ["query_id", "model", "request_id", "sample_id"]

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
          isText: quoted != nil))
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
  ///
  /// - Parameter isName: whether a column holds names of queries or models, which are texts always.
  func columns<Place, Failure: Error>(
    isName: (String) -> Bool, _ place: (String) throws(Failure) -> Place
  ) throws(Failure) -> Placed<Place> {
    var placed: [(place: Place, part: Part)] = []
    for part in parts {
      var part = part
      part.isText = part.isText || isName(part.column)
      placed.append((try place(part.column), part))
    }
    return Placed(parts: placed)
  }

  /// The condition with its columns found in a table.
  ///
  /// - Throws: `InputError.missingColumn`.
  func columns(of table: TableReader, _ options: LoadOptions) throws(InputError) -> Placed<Int> {
    let isName = { (column: String) in Self.names.contains(options.name(for: column) ?? column) }
    return try columns(isName: isName) { name throws(InputError) in
      if let column = table.column(options.fileName(for: name)) { return column }
      throw .missingColumn(path: table.window.path, column: options.fileName(for: name), found: table.columns)
    }
  }
}

extension RowCondition.Part {
  /// Whether it holds for a value; a missing one is unequal to all others and meets nothing else.
  fileprivate func holds(_ found: String?) -> Bool {
    guard let found else { return operation == "!=" }
    let numbers = isText ? nil : RecordedText.numbers(found, value)
    func order() -> Int { isText ? NaturalOrder.compare(found, value) : RecordedText.compare(found, value) }
    switch operation {
    case "=": return found == value || numbers.map { $0.0 == $0.1 } ?? false
    case "!=": return found != value && numbers.map { $0.0 != $0.1 } ?? true
    case "~": return found.lowercased().contains(value.lowercased())
    case "<": return order() < 0
    case "<=": return order() <= 0
    case ">": return order() > 0
    default: return order() >= 0
    }
  }
}
