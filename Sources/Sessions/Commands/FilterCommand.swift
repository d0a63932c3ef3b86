import Traces

extension Command {
  static let filter = Command(
    "filter", .data, "look at some queries only",
    arguments: [
      Argument("COLUMN", .column, isOptional: true),
      Argument("OP", .choice(Filter.Comparison.allCases.map(\.rawValue)), isOptional: true),
      Argument("VALUE", .text, isOptional: true),
    ],
    details: "Filters add up; `filter off` clears them. `~` means contains, whatever the case.",
    examples: ["filter group = mathematics", "filter query_id ~ 0001", "filter off"]
  ) { context in
    var workspace = try context.workspace()
    let words = context.invocation.arguments
    if words.count == 1 && words[0].text == "off" {
      workspace.filters = []
      context.session.workspace = workspace
    } else if words.count == 3 {
      guard let comparison = Filter.Comparison(rawValue: words[1].text) else {
        let allowed = "one of " + Filter.Comparison.allCases.map(\.rawValue).joined(separator: " ")
        throw LocatedError(.invalidValue("OP", found: words[1].text, allowed: allowed), at: words[1])
      }
      workspace.filters.append(Filter(column: words[0].text, comparison: comparison, value: words[2].text))
      let left = try context.at(words[0]) { try context.queries(of: workspace) }
      if left.isEmpty {
        throw LocatedError(.notYet("the filter leaves no query", advice: "filter off"), at: words[0])
      }
      context.session.workspace = workspace
    } else if !words.isEmpty {
      let missing = context.invocation.command.arguments[words.count].name
      throw LocatedError(.missingArgument(missing, usage: context.invocation.command.usage), at: words[0])
    }
    let left = try context.queries(of: workspace).count
    let text = workspace.filters.map(\.text).joined(separator: " and ")
    context.report.say(
      (text.isEmpty ? "no filter" : text) + ": \(Format.count(left)) of "
        + Format.count(workspace.traces.queryCount, "query", "queries"))
    context.report.json = [
      .init("filters", .array(workspace.filters.map { .string($0.text) })), .init("queries", .integer(left)),
    ]
  }
}
