import CommandLanguage
import Display
import Traces

extension Commands {
  static let join = Command(
    "join", .data, "add columns to the queries, such as prompts, features or groups",
    arguments: [Argument("FILE", .path)],
    options: [Option("on", .text, "COLUMN", "the column with query ids (query_id)")],
    details: "The file is CSV or JSON Lines with one row per query.",
    examples: ["join prompts.jsonl --on query_id"]
  ) { context in
    var workspace = try context.workspace()
    let word = context.invocation.arguments[0]
    let before = workspace.traces
    let join = TraceOrigin.Join(
      file: try context.reading(word), on: context.invocation.text("on") ?? "query_id")
    workspace.traces = try context.at(word) {
      try before.joining(path: word.text, on: join.on, task: context.task)
    }
    workspace.identity = context.interpreter.makeIdentity()
    workspace.origin.joins.append(join)
    context.session.workspace = workspace
    var columns = workspace.traces.queryColumns.map(\.name).filter { before.queryColumn($0) == nil }
    if before.prompts == nil && workspace.traces.prompts != nil { columns.insert("prompt", at: 0) }
    context.report.status("joined \(columns.isEmpty ? "no new column" : columns.joined(separator: ", "))")
    context.report.json = [.init("columns", .array(columns.map { .string($0) }))]
  }
}
