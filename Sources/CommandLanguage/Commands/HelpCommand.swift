import Display
import Input

extension Command {
  /// `help [TOPIC]`, over the language's commands and topics.
  public static func help(examples: [String] = ["help", "help help"]) -> Command {
    let topics = L.topics
    return Command(
      "help", .session, "list the commands, or explain one command or topic",
      arguments: [Argument("TOPIC", .command, isOptional: true)],
      options: [Option("reference", nil, "", "print the pages of all commands and topics as Markdown")],
      details: "Topics: \(topics.map(\.name).joined(separator: ", ")).",
      examples: examples
    ) { context in
      if context.invocation.has("reference") {
        context.report.line(ReferencePage.text(of: L.self))
        return
      }
      let grammar = L.commands.grammar
      guard let word = context.invocation.arguments.first else {
        context.report.line(
          grammar.overview + "\n\n"
            + Wrapping.wrapped(
              "`help COMMAND` explains one. Topics: \(topics.map(\.name).joined(separator: ", "))."))
        context.report.json = [.init("commands", .array(grammar.signatures.map(\.json)))]
        return
      }
      if let topic = topics.first(where: { $0.name == word.text }) {
        context.report.line(topic.text())
      } else if let command = L.commands[word.text]?.signature {
        context.report.line(command.page)
        context.report.json = [.init("help", command.json)]
      } else {
        let known = grammar.signatures.map(\.name) + topics.map(\.name)
        throw LocatedError(.unknown("command or topic", word.text, known: known), at: word)
      }
    }
  }
}
