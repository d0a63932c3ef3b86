import Input
import Mathematics

/// A condition on the rows of a file: `strategy = "cheap" and epoch < 3`.
public struct RowCondition: Sendable, Hashable {
  fileprivate struct Part: Sendable, Hashable {
    var column: String
    var operation: String
    var value: String
    /// How values are compared.
    var kind: Kind
  }

  /// How values of a column are compared.
  enum Kind: Sendable {
    /// As numbers, however they are written: scores, costs, and other columns that hold nothing else.
    case number
    /// As texts, even where they are made of digits: names of queries and models, and values in quotes.
    case text
    /// As what both values are.
    case either

    /// That of a column of this name of ours.
    init(of name: String) {
      let numbers: Set = [
        "quality", "cost", "confidence", "latency", "latency_ms", "tokens_in", "tokens_out", TraceSet.propensity,
      ]
      let texts: Set = ["query_id", "model", "request_id", "sample_id"]
      self = numbers.contains(name) || name.hasPrefix("x_") ? .number : texts.contains(name) ? .text : .either
    }
  }

  /// The condition as it was given.
  public let text: String
  private let parts: [Part]

  /// The condition that a text says; `nil` where it says none.
  ///
  /// `COLUMN = VALUE`, with `!=`, `<`, `<=`, `>`, `>=` or `~` (contains) for `=`; several are joined by `and`, all of which
  /// must hold. A value that holds blanks stands in double quotes. `COLUMN in I/N` holds for the I-th of N chunks of the values,
  /// dealt by their hash: `query_id in 3/64`.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while true {
      guard
        let match = rest.prefixMatch(
          of: #/\s*([^\s=!<>~"]+)(?:\s*(!=|<=|>=|=|<|>|~)\s*|\s+(in)\s+)(?:"([^"]*)"|([^\s"]+))\s*/#)
      else {
        return nil
      }
      let quoted = match.4.map(String.init)
      let part = Part(
        column: String(match.1), operation: String(match.2 ?? match.3 ?? ""),
        value: quoted ?? match.5.map(String.init) ?? "", kind: quoted != nil ? .text : .either)
      if part.operation == "in", part.share == nil { return nil }
      parts.append(part)
      rest = rest[match.range.upperBound...]
      if rest.isEmpty { break }
      guard let joint = rest.prefixMatch(of: #/and\s/#) else { return nil }
      rest = rest[joint.range.upperBound...]
    }
    self.text = text
    self.parts = parts
  }

  /// The condition that a row is of a chunk, and meets another one.
  init(_ chunk: QueryChunk, and other: RowCondition?) {
    let part = Part(column: chunk.column, operation: "in", value: "\(chunk.number)/\(chunk.count)", kind: .either)
    text = other?.text ?? ""
    parts = (other?.parts ?? []) + [part]
  }

  /// The condition on columns known by a place.
  struct Placed<Place> {
    fileprivate let parts: [(place: Place, part: Part)]

    /// Whether it holds for a row whose values are these.
    func holds(_ value: (Place) -> String?) -> Bool { parts.allSatisfy { $0.part.holds(value($0.place)) } }
  }

  /// The condition with its columns found.
  ///
  /// - Parameter kind: how the values of a column are compared unless quotes say it.
  func columns<Place, Failure: Error>(
    kind: (String) -> Kind, _ place: (String) throws(Failure) -> Place
  ) throws(Failure) -> Placed<Place> {
    var placed: [(place: Place, part: Part)] = []
    for part in parts {
      var part = part
      if part.kind != .text { part.kind = kind(part.column) }
      placed.append((try place(part.column), part))
    }
    return Placed(parts: placed)
  }

  /// The condition with its columns found in a table.
  ///
  /// - Parameter queries: the column that names the queries where none is called `query_id`.
  /// - Throws: `InputError.missingColumn`, `InputError.incompatible` where none names the queries of a chunk.
  func columns(
    of table: TableReader, _ options: LoadOptions, queries: Int? = nil
  ) throws(InputError) -> Placed<Int> {
    try columns(kind: { Kind(of: options.name(for: $0) ?? $0) }) { name throws(InputError) in
      if let column = table.column(options.fileName(for: name)) { return column }
      if name == "query_id", let queries { return queries }
      if let chunk = options.chunk, chunk.column == name {
        throw chunk.unnamed(in: table.window.path, likely: LikelyNames.queries(in: table.columns))
      }
      throw .missingColumn(path: table.window.path, column: options.fileName(for: name), found: table.columns)
    }
  }
}

extension RowCondition.Part {
  /// Whether it holds for a value; a missing one is unequal to all others and meets nothing else.
  fileprivate func holds(_ found: String?) -> Bool {
    guard let found else { return operation == "!=" }
    if operation == "in" {
      guard let (number, count) = share else { return false }
      return RandomKey(seed: 0, purpose: "chunk").mixing(found).bits % UInt64(count) == UInt64(number - 1)
    }
    let numbers: (Double, Double)? =
      switch kind {
      case .text: nil
      case .number:
        (NumberParser.parse(found) ?? Score.percentage(found)).flatMap { a in Self.number(value).map { (a, $0) } }
      case .either: RecordedText.numbers(found, value)
      }
    if kind == .number, numbers == nil, MissingNumber.isMissing(found) { return operation == "!=" }
    func order() -> Int {
      if kind == .number, let (a, b) = numbers { return a < b ? -1 : a > b ? 1 : 0 }
      return kind == .text ? NaturalOrder.compare(found, value) : RecordedText.compare(found, value)
    }
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

  /// The numbers of `I/N`; `nil` where the value is none.
  fileprivate var share: (number: Int, count: Int)? {
    let numbers = value.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1], number >= 1, number <= count else {
      return nil
    }
    return (number, count)
  }

  /// A number as it was typed, also with a comma for the point, as the file may have it.
  private static func number(_ text: String) -> Double? {
    NumberParser.parse(text) ?? NumberParser.parse(text.replacing(",", with: "."))
  }
}
