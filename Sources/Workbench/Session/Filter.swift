import CommandLanguage
import Display
import Foundation
import Input
import Mathematics
import Traces

/// A condition on queries.
package struct Filter: Sendable, Hashable {
  /// A comparison of a query's value.
  package enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case contains = "~"
    case lacks = "!~"

    /// Whether it searches within a text.
    package var isMatch: Bool { self == .contains || self == .lacks }
    /// Whether it asks which of two values comes first.
    fileprivate var isOrder: Bool { ![.equal, .unequal, .contains, .lacks].contains(self) }
    /// Whether a query without a value satisfies it.
    fileprivate var takesMissing: Bool { self == .unequal || self == .lacks }
  }

  /// The value, see `QueryValue`.
  package var column: String
  package var comparison: Comparison
  /// The operand: a number, a text, a regular expression between slashes, or another `MODEL.COLUMN`.
  package var value: String

  package init(column: String, comparison: Comparison, value: String) {
    self.column = column
    self.comparison = comparison
    self.value = value
  }

  /// The condition as typed.
  package var text: String { "\(column) \(comparison.rawValue) \(value)" }

  /// The queries among `queries` that satisfy the condition; a missing value satisfies only `!=` and `!~`.
  ///
  /// - Throws: `CommandError` for an unknown column, `Cancelled`.
  func select(_ queries: [Int], of traces: TraceSet, pool: [Int], task: TaskContext) throws -> [Int] {
    let test = try test(of: traces, pool: pool, task: task)
    return try queries.enumerated().filter { count, query in
      if count % 1024 == 0 { try task.check() }
      return try test(query)
    }.map(\.element)
  }

  /// The case-insensitive regular expression of a value such as `/^how many/`; `nil` for any other value.
  ///
  /// - Throws: if the text between the slashes is not a regular expression.
  package func expression() throws -> NSRegularExpression? {
    guard comparison.isMatch, value.count > 2, value.hasPrefix("/"), value.hasSuffix("/") else { return nil }
    return try NSRegularExpression(
      pattern: String(value.dropFirst().dropLast()), options: [.caseInsensitive, .anchorsMatchLines])
  }

  private func test(of traces: TraceSet, pool: [Int], task: TaskContext) throws -> (Int) throws -> Bool {
    let left = try QueryValue(column, of: traces, pool: pool)
    if comparison.isMatch { return match(left.text, try expression(), task) }
    if let right = try QueryValue.outcome(value, of: traces) {
      if case .numbers(let a) = left.values, case .numbers(let b) = right.values {
        return { compare(a($0), b($0), isMissing: a($0).isNaN || b($0).isNaN) }
      }
      let hasNumbers = left.isNumeric || right.isNumeric
      return { query in
        let (a, b) = (left.text(query), right.text(query))
        if hasNumbers, let a = a.flatMap(NumberParser.parse), let b = b.flatMap(NumberParser.parse) {
          return compare(a, b)
        }
        return compare(a ?? "", b ?? "", isMissing: a == nil || b == nil)
      }
    }
    switch left.values {
    case .numbers(let read):
      guard let number = Number.parse(value) else { return { _ in comparison == .unequal } }
      return { compare(read($0), number, isMissing: read($0).isNaN) }
    case .texts(let read):
      return { query in
        guard let found = read(query) else { return comparison.takesMissing }
        // Texts are equal as texts: 007 is not 7.
        return comparison.isOrder ? compare(RecordedText.compare(found, value), 0) : compare(found, value)
      }
    }
  }

  private func match(
    _ read: @escaping (Int) -> String?, _ expression: NSRegularExpression?, _ task: TaskContext
  ) -> (Int) throws -> Bool {
    let sought = value.lowercased()
    return { query in
      guard let found = read(query) else { return comparison.takesMissing }
      let holds = try expression.map { try $0.matches(found, task: task) } ?? found.lowercased().contains(sought)
      return holds == (comparison == .contains)
    }
  }

  private func compare<Value: Comparable>(_ a: Value, _ b: Value, isMissing: Bool = false) -> Bool {
    if isMissing { return comparison.takesMissing }
    return switch comparison {
    case .equal: a == b
    case .unequal: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .contains, .lacks: false
    }
  }
}

extension QueryValue {
  fileprivate var isNumeric: Bool { if case .numbers = values { true } else { false } }

  /// The value of a query as text; `nil` if missing.
  func text(_ query: Int) -> String? {
    switch values {
    case .numbers(let read): read(query).text
    case .texts(let read): read(query)
    }
  }
}
