import CommandLanguage
import Display
import Traces
import Workbench

extension Commands {
  static let traces = Command("traces", .data, "list the trace sets") { context in
    let session = context.session
    let table = Table(
      [.init("", key: "current"), .init("name"), .init("queries"), .init("models"), .init("cost"), .init("source")],
      rows: session.workspaces.map { workspace in
        [
          .text(workspace.name == session.current ? "*" : ""), .text(workspace.name),
          .integer(workspace.traces.queryCount), .integer(workspace.traces.modelCount),
          .text(workspace.traces.costUnit.label),
          .text(workspace.traces.source + (workspace.traces.isSimulated ? " (simulated)" : "")),
        ]
      })
    if table.rows.isEmpty { context.report.line("no traces are loaded") } else { context.report.show(table) }
    context.report.json = [.init("traces", table.json)]
  }

  static let use = Command(
    "use", .data, "switch to another trace set", arguments: [Argument("NAME", .traces)]
  ) { context in
    let word = context.invocation.arguments[0]
    let index = try index(of: word, context)
    context.session.current = context.session.workspaces[index].name
    context.report.status("using \(word.text)")
    context.report.json = [.init("name", .string(word.text))]
  }

  static let drop = Command(
    "drop", .data, "forget a trace set", arguments: [Argument("NAME", .traces)]
  ) { context in
    let word = context.invocation.arguments[0]
    let index = try index(of: word, context)
    context.session.workspaces.remove(at: index)
    if context.session.current == word.text { context.session.current = context.session.workspaces.last?.name }
    context.report.status("dropped \(word.text)")
    context.report.json = [.init("name", .string(word.text))]
  }

  private static func index(of word: Word, _ context: CommandContext) throws(LocatedError) -> Int {
    let names = context.session.workspaces.map(\.name)
    guard let index = names.firstIndex(of: word.text) else {
      throw LocatedError(.unknown("trace set", word.text, known: names), at: word)
    }
    return index
  }
}
