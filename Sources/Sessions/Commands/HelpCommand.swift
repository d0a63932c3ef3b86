import Display
import Input
import Routing
import Traces

extension Command {
  static let help = Command(
    "help", .session, "list the commands, or explain one command or topic",
    arguments: [Argument("TOPIC", .command, isOptional: true)],
    options: [Option("reference", nil, "", "print the pages of all commands and topics as Markdown")],
    details: "Topics: \(HelpTopics.all.map(\.name).joined(separator: ", ")).",
    examples: ["help", "help load", "help strategies"]
  ) { context in
    if context.invocation.has("reference") {
      context.report.line(ReferencePage.text)
      return
    }
    guard let word = context.invocation.arguments.first else {
      context.report.line(HelpTopics.overview)
      context.report.json = [.init("commands", .array(Commands.all.map(HelpTopics.json)))]
      return
    }
    if let topic = HelpTopics.all.first(where: { $0.name == word.text }) {
      context.report.line(topic.text())
    } else if let command = Commands.all.first(where: { $0.name == word.text }) {
      context.report.line(HelpTopics.page(command))
      context.report.json = [.init("help", HelpTopics.json(command))]
    } else {
      let known = Commands.all.map(\.name) + HelpTopics.all.map(\.name)
      throw LocatedError(.unknown("command or topic", word.text, known: known), at: word)
    }
  }
}

/// The pages of `help`, generated from the tables of commands, strategies, estimators and formats.
enum HelpTopics {
  static let all: [(name: String, text: @Sendable () -> String)] = [
    ("strategies", { strategies }),
    ("estimators", { estimators }),
    ("grammar", { grammar }),
    ("formats", { formats }),
    ("policies", { policies }),
    ("session-files", { SessionFilePage.text }),
  ]

  /// One line per command, by group.
  static var overview: String {
    let width = Commands.all.map(\.name.count).max() ?? 0
    let groups = Command.Group.allCases.compactMap { group -> String? in
      let commands = Commands.all.filter { $0.group == group }
      if commands.isEmpty { return nil }
      return "\(group.rawValue)\n"
        + commands.map { item("  " + padded($0.name, width), $0.summary) }.joined(separator: "\n")
    }
    return groups.joined(separator: "\n")
      + "\n\n" + Wrapping.wrapped("`help COMMAND` explains one. Topics: \(all.map(\.name).joined(separator: ", ")).")
  }

  /// The page of one command.
  static func page(_ command: Command) -> String {
    var lines = [
      Wrapping.wrapped("\(command.name): \(command.summary)", indent: 2), "",
      Wrapping.wrapped("usage: \(command.usage)", indent: 9),
    ]
    if !command.options.isEmpty {
      let width = command.options.map(\.usage.count).max() ?? 0
      lines += [""] + command.options.map { item("  " + padded($0.usage, width), $0.summary) }
    }
    if !command.details.isEmpty { lines += ["", Wrapping.wrapped(command.details)] }
    if !command.examples.isEmpty { lines += ["", "examples:"] + command.examples.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// The page of one command as JSON.
  static func json(_ command: Command) -> JSONValue {
    [
      "name": .string(command.name), "group": .string(command.group.rawValue), "summary": .string(command.summary),
      "usage": .string(command.usage), "examples": .array(command.examples.map { .string($0) }),
    ]
  }

  private static var strategies: String {
    var lines = ["A strategy is written NAME[:MODEL][+option[=value]]...", ""]
    for kind in Strategies.all { lines += Self.lines(of: kind) }
    return lines.joined(separator: "\n")
  }

  /// A strategy and its options.
  static func lines(of kind: StrategyKind) -> [String] {
    let name = kind.takesModel ? kind.name + ":MODEL" : kind.name
    return [item("  " + padded(name, 16), kind.summary)]
      + kind.options.map { option in
        let value = option.placeholder.map { "=\($0)" } ?? ""
        let standard = option.standard.map { " (\($0))" } ?? ""
        return item("    +" + padded(option.name + value, 13), option.summary + standard)
      }
  }

  /// An estimator and its parameters.
  static func lines(_ name: String, _ summary: String, _ parameters: [EstimatorParameter]) -> [String] {
    [item("  " + padded(name, 12), summary)] + parameters.map { item("    --" + padded($0.name, 8), $0.summary) }
  }

  private static var estimators: String {
    let quality = QualityEstimators.all.flatMap { lines($0.name, $0.summary, $0.parameters) }
    let cost = CostEstimators.all.flatMap { lines($0.name, $0.summary, $0.parameters) }
    return
      (["fit quality NAME"] + quality + ["fit cost NAME"] + cost
      + ["fit table FILE", "  estimates from a file: query_id, model, ante, post, cost_ante, cost_post"])
      .joined(separator: "\n")
  }

  private static var formats: String {
    (["load recognises the format by its content; --format sets it:"]
      + TraceFormats.all.map { item("  " + padded($0.name, 12), $0.summary) }).joined(separator: "\n")
  }

  private static let grammar = """
    verb [argument...] [--option value | --option=value | --flag]

      '...'        literal text          "..."     text with \\" \\\\ \\n and $NAME
      # ...        a comment             \\         at the end: continues below
      a,b,c        a list                1k 2M 5%  numbers
      $NAME        the value of `let NAME VALUE`
      --as NAME    names a result; _ is the latest

    At the prompt: COMMAND > FILE, COMMAND | SHELL COMMAND, !SHELL COMMAND; verbs
    may be abbreviated if unambiguous.
    """

  private static let policies = """
    `policy RESULT FILE` writes the tuned strategy of a run as JSON, without its
    traces, and `croute decide --policy FILE` applies it: one JSON object per line
    in, one out, flushed line by line. `croute decide --schema` prints the JSON
    Schema of the file.

      in   {"id": 7, "query": "...", "features": {"group": "...", "x_...": 1},
            "estimates": {MODEL: {"ante": .6, "post": .7, "cost_ante": .01,
                                  "cost_post": .01, "tokens_in": 120}},
            "answers": {MODEL: {"quality": 1, "cost": .01, "confidence": .9,
                                "text": "...", "tokens_out": 80, "logprobs": [],
                                "class_probs": []}}}
      out  {"id": 7, "run": MODEL, "why": {...}}      run it, and ask again
           {"id": 7, "answer": MODEL, "why": {...}}   give this model's answer
           {"id": 7, "line": 3, "error": "..."}       no decision is possible

    Only the id is always required; the rest depends on the estimators: `noisy`
    needs the signals ante and post, `table` the estimates themselves, a judge the
    quality of answers. `answers` holds the models that have run, in order. Missing
    values are treated as in traces. The id determines the draw between the tie
    rules, as in `run --draw`. The exit code is 0 at the end of the input; with
    --strict it is 1 if any line had an error.
    """

  /// A name with its meaning, wrapped under the meaning.
  private static func item(_ name: String, _ meaning: String) -> String {
    Wrapping.wrapped(name + "  " + meaning, indent: name.count + 2)
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
