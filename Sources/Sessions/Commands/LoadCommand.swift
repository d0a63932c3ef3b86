import Display
import Foundation
import Traces

extension Command {
  static let load = Command(
    "load", .data, "read traces, or simulate some",
    arguments: [Argument("PATH", .traceSource, isRepeated: true)],
    options: [
      Option(
        "format", .choice(TraceFormats.all.map(\.name)), "FORMAT", "the format, where the content does not tell it"),
      Option("as", .text, "NAME", "the name of the trace set"),
      Option(
        "cost", .choice(CostUnit.allCases.map(\.rawValue)), "UNIT",
        "which recorded number is the cost (\(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))), relative being the "
          + "cost as recorded, which is no money"),
      Option("map", .text, "A=B,...", "our column names and what the file calls them: quality=correct,cost=cost_usd"),
      Option("clip", nil, "", "move numbers outside their range to its nearest end"),
      Option(
        "model-from-path", .integer, "N", "the part of the path that names the model of a file: 1 the first, -1 the last"),
      Option("sql", .text, "QUERY", "a database: the query that gives the rows"),
      Option("table", .text, "NAME", "a database: the table that holds the rows"),
      Option("queries", .integer, "N", "sim: only: how many queries (2000)"),
      Option("seed", .integer, "S", "sim: only: the seed (0)"),
    ],
    details:
      "Several files are read as rows together; a quoted glob and a folder stand for all files in them, and MODEL=FILE "
      + "names the model of a file that does not. - is standard input. "
      + Simulator.all.map { "\($0.name): \($0.summary)." }.joined(separator: " ")
      + " See `help formats`.",
    examples: [
      "load sim:routerbench --queries 5000", "load mmlu.csv --map quality=correct,cost=cost_usd",
      "load 'results/*/instance_results/swe-bench.json' --model-from-path -3", "load gpt-5=run1.jsonl opus=run2.jsonl",
      "load logs.db --table outcomes",
    ]
  ) { context in
    let words = context.invocation.arguments
    let origin = try TraceOrigin(source: source(words, context))
    let traces = try context.at(words[0]) { try origin.traces(task: context.task) }
    let name = try traceSetName(words[0], origin, context)
    context.session.workspace = Workspace(
      name: name, origin: origin, traces: traces,
      identity: context.interpreter.makeIdentity())
    let size =
      "\(Format.count(traces.queryCount, "query", "queries")) x \(traces.modelCount) "
      + (traces.modelCount == 1 ? "model" : "models")
    context.report.status("loaded \(size) as \(name)" + (traces.isSimulated ? " (simulated)" : ""))
    for sentence in traces.readAs { context.report.note("read as \(sentence)") }
    if let cost = traces.costSource.words { context.report.note(cost) }
    let missing = traces.quality.count { $0.isNaN }
    if missing == traces.quality.count {
      let id = traces.outcomeColumn("request_id") == nil ? "query_id" : "request_id"
      context.report.note("no score is recorded; `join FILE --on \(id) --map quality=COLUMN` adds them")
    } else if missing > 0 {
      context.report.note("\(Format.count(missing)) of \(Format.count(traces.quality.count)) outcomes are missing")
    }
    if traces.failedCount > 0 {
      context.report.note("\(Format.count(traces.failedCount, "failed call has", "failed calls have")) no outcome")
    }
    if traces.repeatCount > 0 {
      context.report.note(
        "\(Format.count(traces.repeatCount, "outcome repeats", "outcomes repeat")) a query and model: their mean counts")
    }
    if traces.leftOutCount > 0 {
      context.report.note(
        "\(Format.count(traces.leftOutCount, "row is", "rows are")) left out: other scores of the same answers")
    }
    if traces.blankCount > 0 {
      context.report.note("\(Format.count(traces.blankCount)) blank scores count as 0, as RouterBench has it")
    }
    if traces.renamedCount > 0 {
      context.report.note(
        "\(Format.count(traces.renamedCount, "query stands", "queries stand")) under a name that was taken: ID#2, ID#3, ..."
      )
    }
    for model in traces.respelledModels {
      context.report.note("the spellings of \(model), composed and decomposed, are one model")
    }
    context.report.json = [
      .init("name", .string(name)), .init("queries", .integer(traces.queryCount)),
      .init("models", .array(traces.models.map { .string($0) })), .init("missing", .integer(missing)),
      .init("blank", .integer(traces.blankCount)), .init("renamed", .integer(traces.renamedCount)),
      .init("failed", .integer(traces.failedCount)), .init("repeats", .integer(traces.repeatCount)),
      .init("cost_unit", .string(traces.costUnit.rawValue)), .init("simulated", .bool(traces.isSimulated)),
    ]
  }

  /// What the words ask for.
  private static func source(_ words: [Word], _ context: CommandContext) throws -> TraceOrigin.Source {
    let invocation = context.invocation
    if words.contains(where: { $0.text.hasPrefix("sim:") }) {
      if words.count > 1 {
        throw LocatedError(.unexpectedArgument(words[1].text, usage: invocation.command.usage), at: words[1])
      }
      if let unsuitable = ["format", "cost", "map", "clip", "model-from-path", "sql", "table"].first(where: invocation.has) {
        throw LocatedError(
          .invalidValue("PATH", found: words[0].text, allowed: "a file where --\(unsuitable) is given"), at: words[0])
      }
      return .simulation(
        words[0].text,
        queries: try invocation.integer("queries", in: Simulator.queryCounts) ?? Simulator.defaultQueryCount,
        seed: try context.seed())
    }
    if let unsuitable = ["queries", "seed"].first(where: invocation.has), let word = invocation.word(unsuitable) {
      throw LocatedError(
        .invalidValue("PATH", found: words[0].text, allowed: "a sim: name with --\(unsuitable)"), at: word)
    }
    var options = LoadOptions(
      cost: try choice("cost", CostUnit.allCases.map(\.rawValue), invocation).flatMap(CostUnit.init),
      map: try columnMap(invocation.word("map")), clip: invocation.has("clip"),
      modelPart: try invocation.integer("model-from-path", in: -99...99), sql: invocation.text("sql"),
      table: invocation.text("table"))
    let found = try context.at(words[0]) { try TracePaths(words.map(\.text), options: options) }
    options.models = found.models
    return .files(
      found.paths.map { FileReference($0) }, format: try choice("format", TraceFormats.all.map(\.name), invocation),
      options: options)
  }

  private static func choice(
    _ option: String, _ allowed: [String], _ invocation: Invocation
  ) throws(LocatedError) -> String? {
    guard let word = invocation.word(option) else { return nil }
    if allowed.contains(word.text) { return word.text }
    throw LocatedError(
      .invalidValue("--" + option, found: word.text, allowed: "one of " + allowed.joined(separator: ", ")), at: word)
  }

  static func columnMap(_ word: Word?) throws(LocatedError) -> [String: String] {
    guard let word else { return [:] }
    var map: [String: String] = [:]
    for entry in Invocation.list(word) {
      let pair = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty, map[pair[0]] == nil else {
        throw LocatedError(.invalidValue("--map", found: entry, allowed: "OURS=THEIRS, each of ours once"), at: word)
      }
      map[pair[0]] = pair[1]
    }
    return map
  }

  private static func traceSetName(
    _ path: Word, _ origin: TraceOrigin, _ context: CommandContext
  ) throws(LocatedError) -> String {
    if let word = context.invocation.word("as") {
      if word.text.wholeMatch(of: /[^\s,$]+/) != nil { return word.text }
      throw LocatedError(.invalidValue("--as", found: word.text, allowed: "a name without blanks and commas"), at: word)
    }
    if path.text.hasPrefix("sim:") { return String(path.text.dropFirst(4)) }
    let file = origin.files.first?.path ?? path.text
    let isWhole = path.text.hasPrefix(file) || FileManager.default.fileExists(atPath: path.text)
    var name = ((isWhole ? path.text : file) as NSString).lastPathComponent
    if name == "-" { return "stdin" }
    if name.hasSuffix(".gz") { name.removeLast(3) }
    name = (name as NSString).deletingPathExtension.replacing(/[\s,$]+/, with: "_")
    return name.isEmpty || name == "/" ? "traces" : name
  }
}

extension CostSource {
  /// What stands for the costs, in a sentence; `nil` where they are recorded or were asked for.
  fileprivate var words: String? {
    switch self {
    case .recorded: nil
    case .tokens: "no price is recorded: costs are tokens, input and output together"
    case .latency: "neither prices nor tokens are recorded: costs are seconds"
    case .equal: "no cost is recorded: every answer counts 1 unit"
    }
  }
}
