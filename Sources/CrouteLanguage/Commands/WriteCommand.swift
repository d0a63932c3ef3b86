import CommandLanguage
import Display
import Foundation
import Traces
import Workbench

extension Commands {
  static let write = Command(
    "write", .session, "write a result to a file",
    arguments: [Argument("RESULT", .result), Argument("FILE", .path)],
    options: [Option("force", nil, "", "overwrite the file if it exists")],
    details: """
      The file name ends in .csv, .json or .md; the first two hold numbers in full. `_` is the latest result of run (a \
      row per test query), sweep (a row per strategy and budget), compare, metrics, report, describe, show, lambda, \
      experiment or sql; `_run` and `_sweep` are the latest run and sweep.
      """,
    examples: ["write _ points.csv", "write _ points.json --force"]
  ) { context in
    let words = context.invocation.arguments
    let table = try context.result(words[0]).table
    let path = words[1].text
    let text: String
    switch (path as NSString).pathExtension {
    case "csv": text = table.csv
    case "json": text = table.json.text + "\n"
    case "md": text = table.markdown
    default:
      throw LocatedError(
        .invalidValue("FILE", found: path, allowed: "a name that ends in .csv, .json or .md"), at: words[1])
    }
    try context.write(text, to: words[1])
    context.noteStaleness(of: words[0], orLatest: "_")
    context.report.status("wrote \(Format.count(table.rows.count, "row")) to \(path)")
    context.report.json = [.init("file", .string(path)), .init("rows", .integer(table.rows.count))]
  }
}
