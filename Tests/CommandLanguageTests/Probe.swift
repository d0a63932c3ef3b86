import CommandLanguage
import Display

/// A language whose commands show what they are handed; it leaves everything to the toolkit that it can.
enum Probe: LanguageDefinition {
  struct State: LanguageState {
    var display = DisplaySettings()
    var variables: [String: String] = [:]
  }

  static let name = "probe"
  static let version = "0.1.0"
  static let commands = CommandTable<Probe>([
    Command("use", .session, "use a thing", arguments: [Argument("THING", .thing)]) { context in
      context.report.line(context.invocation.arguments[0].text)
    },
    Command("ask", .session, "ask for a name") { context in
      context.report.line("before")
      let answer = try context.ask("name? ")
      context.report.line("hello \(answer ?? "nobody")")
    },
    Command("read", .session, "print a file", arguments: [Argument("FILE", .path)]) { context in
      context.report.line(try context.text(of: context.invocation.arguments[0]))
    },
    Command(
      "write", .session, "write a file", arguments: [Argument("TEXT", .text), Argument("FILE", .path)],
      options: [Option("force", nil, "", "replace it")]
    ) { context in
      try context.write(context.invocation.arguments[0].text, to: context.invocation.arguments[1])
    },
    Command("width", .session, "print the width") { context in context.report.line("\(context.width)") },
    Command(
      "nothing", .session, "fail, or not", arguments: [Argument("SIDE", .choice(["left", "right"]))],
      options: [
        Option("far", nil, "", "far away"), Option("shore", nil, "", for: ["left"], "at the river"),
        Option("hand", .text, "H", for: ["right", "left"], "which"),
      ]
    ) { context in
      context.session.variables["side"] = context.invocation.arguments[0].text
      throw LocatedError(.refused("nothing works"), at: context.invocation.arguments[0])
    },
    Command(
      "spell", .session, "spell a command", arguments: [Argument("WORD", .text, isRepeated: true)],
      options: [Option("flag", nil, "", ""), Option("value", .text, "V", ""), Option("less", .text, "L", "")]
    ) { context in
      context.report.line(context.invocation.text(without: ["less"]))
    },
    .set(), .undo(), .help(),
  ])

  static func choices(for kind: ValueKind, beginning: String, after previous: [String], in state: State) -> [Choice] {
    kind == .thing
      ? [
        Choice("model-one", isKnownByParts: true), Choice("Two-models", isKnownByParts: true),
        Choice("folder/", isFinal: false),
      ]
      : []
  }

  static func part(of word: String, as kind: ValueKind, in state: State) -> WordPart? {
    guard kind == .thing, let plus = word.firstIndex(of: "+") else { return nil }
    return WordPart(from: word.distance(from: word.startIndex, to: plus) + 1, after: [String(word[..<plus])])
  }
}

extension ValueKind {
  fileprivate static let thing = ValueKind("thing")
}
