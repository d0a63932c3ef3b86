import CommandLanguage
import Foundation

/// Works out a formula by the usual order of operations.
struct Formula {
  private let statement: Statement
  private let variables: [String: Double]
  private var rest: Substring
  private static let operators: [Character: (rank: Int, apply: @Sendable (Double, Double) -> Double)] = [
    "+": (1, { $0 + $1 }), "-": (1, { $0 - $1 }), "*": (2, { $0 * $1 }), "/": (2, { $0 / $1 }), "^": (3, pow),
  ]

  /// The formula that a statement holds, behind the `=` of one whose value is assigned.
  init(_ statement: Statement, isAssigned: Bool, _ variables: [String: Double]) {
    (self.statement, self.variables, rest) = (statement, variables, statement.source[...])
    if isAssigned { rest = rest.drop { $0 != "=" }.dropFirst().drop(while: \.isWhitespace) }
  }

  /// The value of all that is left.
  mutating func value() throws -> Double {
    let value = try value(above: 0)
    return rest.isEmpty ? value : try mistake("an operator")
  }

  private mutating func value(above rank: Int) throws -> Double {
    var value = try operand()
    while let symbol = rest.first, let (own, apply) = Self.operators[symbol], own > rank, take(symbol) {
      value = apply(value, try self.value(above: symbol == "^" ? own - 1 : own))
    }
    return value
  }

  private mutating func operand() throws -> Double {
    if take("-") { return -(try value(above: 2)) }
    if take("(") {
      let value = try value(above: 0)
      return take(")") ? value : try mistake("')'")
    }
    if let number = Double(word { $0.isNumber || $0 == "." }) { return number }
    let (start, name) = (rest.startIndex, word(\.isLetter))
    if let value = variables[name] { return value }
    if name.isEmpty { return try mistake("a number or a name") }
    throw LocatedError(.unknown("variable", name, known: variables.keys.sorted()), at: statement.location(of: start))
  }

  /// Passes the characters that belong together, and the blanks behind them.
  private mutating func word(_ belongs: (Character) -> Bool) -> String {
    let word = rest.prefix(while: belongs)
    rest = rest.dropFirst(word.count).drop(while: \.isWhitespace)
    return String(word)
  }

  private mutating func take(_ symbol: Character) -> Bool {
    guard rest.first == symbol else { return false }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    return true
  }

  private func mistake(_ expected: String) throws -> Double {
    let found = rest.isEmpty ? "the end" : "'\(rest.prefix(1))'"
    throw LocatedError(.malformed(found: found, expected: expected), at: statement.location(of: rest.startIndex))
  }
}
