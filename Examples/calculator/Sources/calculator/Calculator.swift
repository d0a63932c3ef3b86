import CommandLanguage
import Display
import SessionFiles

/// A desk calculator's language: `price = 3 * (2 + 1)`, a formula a line.
final class Calculator: InteractiveLanguage, SessionFileLanguage {
  let name = "calculator"
  var isFinished = false
  private var variables = ["pi": Double.pi]
  private static let pages = [
    "help": "FORMULA, NAME = FORMULA or \"TEXT\"; with + - * / ^ ( )", "vars": "vars: shows the variables",
    "clear": "clear: clears the screen", "quit": "quit: leaves",
  ]

  func statements(of source: Source) -> [Statement] { Statement.lines(of: source) { Self.openCount($0) > 0 } }

  /// How many parentheses are open at the end.
  private static func openCount(_ text: String) -> Int { text.count { $0 == "(" } - text.count { $0 == ")" } }

  func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic) {
    do { io.show(try report(on: statement, io), of: name) } catch {
      throw Diagnostic(error, in: source, at: statement.location)
    }
  }

  private func report(on statement: Statement, _ io: any FrontEnd) throws -> Report {
    var report = Report()
    switch statement.source {
    case "quit": isFinished = true
    case "clear": io.emit(.clear)
    case "vars":
      let rows = variables.sorted { $0.key < $1.key }.map { [Table.Cell.text($0.key), .number($0.value, digits: 6)] }
      report.show(Table([.init("name"), .init("value")], rows: rows))
    case let text where text.hasSuffix("?") || text == "help":
      io.emit(.bundle(.page(Self.pages[text.replacing("?", with: "")] ?? "nothing is known about that")))
    case let text where text.hasPrefix("\""): report.line(text.replacing("\"", with: ""))
    default:
      let name = assignedName(statement)
      var formula = Formula(statement, isAssigned: name != nil, variables)
      let value = try formula.value()
      if let name { variables[name] = value } else { report.line(Format.significant(value)) }
    }
    return report
  }

  func completeness(of text: String, isTyped: Bool) -> Completeness {
    Self.openCount(text) > 0 ? .incomplete : Self.openCount(text) < 0 ? .invalid : .complete
  }

  var completer: Completer {
    let names = Array(variables.keys) + Self.pages.keys
    return { Completion(of: $0, at: $1, among: names.sorted()) }
  }

  func inspection(of text: String, at cursor: String.Index) -> String? {
    let name = text.word(at: cursor)
    return Self.pages[name] ?? variables[name].map { "\(name) is \(Format.significant($0))" }
  }

  var assignmentForm: String? { "NAME = VALUE" }
  func assignment(_ name: String, _ value: String) -> String { "\(name) = \(value)" }
  func assignedName(_ statement: Statement) -> String? {
    statement.source.prefixMatch(of: /([a-zA-Z]+)\s*=/).map { String($0.1) }
  }
}
