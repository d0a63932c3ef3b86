import CommandLanguage
import Display

/// A small language: a total that `add` changes, notes of several lines, and sums that need no verb.
enum Sample: LanguageDefinition {
  struct State: LanguageState {
    var display = DisplaySettings()
    var variables: [String: String] = [:]
    var total = 0
    var seed = 0
  }

  static let name = "sample"
  static let version = "1.2.3"
  static let settings: [Setting<State>] = [
    Setting(name: "seed", allowed: "a whole number") {
      String($0.seed)
    } write: { state, text in
      guard let seed = Int(text) else { return false }
      state.seed = seed
      return true
    }
  ]
  static let topics: [HelpTopic] = [.grammar, HelpTopic("sums") { "1 + 2 is a sum." }]
  static let subjects = ["seven"]
  static let commands = CommandTable<Sample>(
    [
      Command(
        "add", "numbers", "add numbers to the total", arguments: [Argument("NUMBER", .amount, isRepeated: true)],
        options: [Option("times", .integer, "N", "add it N times"), Option("quietly", nil, "", "print nothing")]
      ) { context in
        for word in context.invocation.arguments {
          let number = try Number.parse(word, for: "NUMBER", in: -1e6...1e6, allowed: "a number")
          context.session.total += Int(number) * (try context.invocation.integer("times", in: 1...10) ?? 1)
        }
        if !context.invocation.has("quietly") { context.report.line("\(context.session.total)") }
      },
      Command("note", "texts", "print a text", arguments: [Argument("TEXT", .text)], isRaw: true) { context in
        context.report.line("<\(context.invocation.arguments[0].text)>")
      },
      Command("sum", "numbers", "print a sum", arguments: [Argument("SUM", .text)]) { context in
        let parts = context.invocation.arguments[0].text.split(separator: "+")
        let numbers = parts.compactMap { Int($0.filter { !$0.isWhitespace }) }
        if numbers.count < parts.count {
          throw LocatedError(.malformed(found: "no sum", expected: "1 + 2"), at: context.invocation.arguments[0])
        }
        context.report.line("\(numbers.reduce(0, +))")
      },
      .echo(), .let(), .set(), .history(), .rerun(), .source(), .undo(), .reset(), .cd(), .pwd(), .help(), .version(),
      .quit(),
    ], implicit: "sum")

  static func page(about name: String) -> String? { name == "seven" ? "seven is lucky" : nil }

  static func page(about word: String, after verb: String) -> String? {
    verb == "add" && word == "seven" ? "seven, added" : nil
  }

  static func choices(for kind: ValueKind, beginning: String, after previous: [String], in state: State) -> [Choice] {
    kind == .amount ? [Choice("seven"), Choice("\(state.total)")] + previous.map { Choice("not-" + $0) } : []
  }
}

extension ValueKind {
  fileprivate static let amount = ValueKind("amount")
}

typealias Interpreter = CommandInterpreter<Sample>
