import CommandLanguage
import Display
import Mathematics
import Traces
import Workbench

extension Commands {
  static let filter = Command(
    "filter", .data, "restrict the queries in use",
    arguments: [
      Argument("COLUMN", .filtered, isOptional: true),
      Argument("OP", .choice(Filter.Comparison.allCases.map(\.rawValue)), isOptional: true),
      Argument("VALUE", .queryLabel, isOptional: true),
    ],
    details: """
      Filters accumulate; `filter off` clears them, `filter` alone shows them. Estimators are then fitted, prices \
      tuned and strategies measured on the remaining queries only.
      COLUMN is query_id or another column of the queries; prompt, or prompt_length in characters; best_quality; \
      solved_by (how many models of the pool score above 0); or MODEL.COLUMN, a recorded value of one model (.quality, \
      .cost, .answer, .confidence ...), where any unambiguous part of the model's name will do.
      OP is = != < <= > >=, or ~ (contains) and !~ (does not contain), ignoring case. VALUE is a number or a text; \
      after ~ also a regular expression between slashes (filter prompt ~ '/^how (many|much)/'; `^` and `$` match at \
      the beginning and end of a line), otherwise also a MODEL.COLUMN. Missing values satisfy only != and !~.
      """,
    examples: [
      "filter group = mathematics", "filter query_id ~ 0001", "filter query_id ~ '/[05]$/'",
      "filter gpt-4.quality = 0", "filter mistral.quality > gpt-4.quality", "filter solved_by = 1", "filter off",
    ]
  ) { context in
    var workspace = try context.workspace()
    let words = context.invocation.arguments
    if words.count == 1 && words[0].text == "off" {
      workspace.filters = []
      context.session.workspace = workspace
    } else if words.count == 3 {
      workspace.filters.append(try context.filter(words, of: workspace))
      let left = try context.at(words[0]) { try context.queries(of: workspace) }
      if left.isEmpty { throw try context.nothingLeft(words, of: workspace) }
      context.session.workspace = workspace
    } else if !words.isEmpty {
      let missing = context.invocation.command.arguments[words.count].name
      throw LocatedError(.missingArgument(missing, usage: context.invocation.command.usage), at: words[0])
    }
    let left = try context.queries(of: workspace).count
    let text = workspace.filters.map(\.text).joined(separator: " and ")
    context.report.line(
      (text.isEmpty ? "no filter" : text) + ": \(Format.count(left)) of "
        + Format.count(workspace.traces.queryCount, "query", "queries"))
    context.report.json = [
      .init("filters", .array(workspace.filters.map { .string($0.text) })), .init("queries", .integer(left)),
    ]
  }
}

extension CommandContext {
  /// The condition given by three words, with full names.
  fileprivate func filter(_ words: [Word], of workspace: Workspace) throws -> Filter {
    let traces = workspace.traces
    guard let comparison = Filter.Comparison(rawValue: words[1].text) else {
      let allowed = "one of " + Filter.Comparison.allCases.map(\.rawValue).joined(separator: " ")
      throw LocatedError(.invalidValue("OP", found: words[1].text, allowed: allowed), at: words[1])
    }
    let column = try at(words[0]) { try QueryValue(words[0].text, of: traces, pool: pool(of: workspace)) }
    var filter = Filter(column: column.name, comparison: comparison, value: words[2].text)
    do {
      _ = try filter.expression()
    } catch {
      throw LocatedError(
        .invalidValue("VALUE", found: filter.value, allowed: "a regular expression between the slashes"), at: words[2])
    }
    if comparison.isMatch { return filter }
    if let other = try at(words[2], { try QueryValue.outcome(filter.value, of: traces) }) {
      filter.value = other.name
    } else if case .numbers = column.values, Number.parse(filter.value) == nil {
      throw LocatedError(
        .invalidValue("VALUE", found: filter.value, allowed: "a number, because \(column.name) is numeric"),
        at: words[2])
    }
    return filter
  }

  /// The error for a condition that no query satisfies.
  fileprivate func nothingLeft(_ words: [Word], of workspace: Workspace) throws -> LocatedError {
    let filter = workspace.filters[workspace.filters.count - 1]
    var before = workspace
    before.filters.removeLast()
    let column = try QueryValue(filter.column, of: workspace.traces, pool: pool(of: workspace))
    if filter.comparison == .equal, !column.labels.isEmpty, !column.labels.contains(filter.value) {
      return LocatedError(.unknown(filter.column, filter.value, known: column.labels.sorted()), at: words[2])
    }
    var message = "the filter leaves no query"
    if case .numbers(let read) = column.values {
      let numbers = FiveNumbers(try queries(of: before).map(read))
      if numbers.count > 0 {
        message +=
          ": \(filter.column) ranges from \(Format.significant(numbers.minimum)) to "
          + Format.significant(numbers.maximum)
      }
    }
    return LocatedError(.notYet(message, advice: "filter off"), at: words[0])
  }
}
