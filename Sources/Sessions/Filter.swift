import Traces

/// A condition on queries.
struct Filter: Sendable, Hashable {
  /// How a query's value is compared.
  enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case contains = "~"
  }

  var column: String
  var comparison: Comparison
  var value: String

  /// The condition as it is typed.
  var text: String { "\(column) \(comparison.rawValue) \(value)" }

  /// The queries among `queries` that meet the condition; a missing value meets none but `!=`.
  ///
  /// - Throws: `TraceError.unknownColumn`.
  func select(_ queries: [Int], of traces: TraceSet) throws(TraceError) -> [Int] {
    let read = try Self.reader(of: column, in: traces)
    let number = Number.parse(value)
    return queries.filter { meets(read($0), number) }
  }

  /// The columns that can be filtered by.
  static func columns(of traces: TraceSet) -> [String] {
    ["query_id"] + (traces.prompts == nil ? [] : ["prompt"]) + traces.queryColumns.map(\.name)
  }

  private static func reader(of name: String, in traces: TraceSet) throws(TraceError) -> (Int) -> String? {
    if name == "query_id" { return { traces.queryIDs[$0] } }
    if name == "prompt", let prompts = traces.prompts { return { prompts[$0] } }
    guard let column = traces.queryColumn(name) else { throw .unknownColumn(name, known: columns(of: traces)) }
    return { column.text(at: $0) }
  }

  private func meets(_ found: String?, _ number: Double?) -> Bool {
    guard let found else { return comparison == .unequal }
    if comparison == .contains { return found.lowercased().contains(value.lowercased()) }
    if let number, let value = Double(found) { return compare(value, number) }
    return compare(found, value)
  }

  private func compare<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
    switch comparison {
    case .equal: a == b
    case .unequal: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .contains: false
    }
  }
}
