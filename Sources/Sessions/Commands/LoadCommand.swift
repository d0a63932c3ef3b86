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
      Option("queries", .integer, "N", "sim: only: how many queries (2000)"),
      Option("seed", .integer, "S", "sim: only: the seed (0)"),
    ],
    details: "Several files are read as rows together. "
      + Simulator.all.map { "\($0.name): \($0.summary)." }.joined(separator: " ")
      + " See `help formats`.",
    examples: ["load sim:routerbench --queries 5000", "load mmlu.csv --map quality=correct,cost=cost_usd"]
  ) { context in
    let words = context.invocation.arguments
    let origin = try TraceOrigin(source: source(words, context))
    let traces = try context.at(words[0]) { try origin.traces(task: context.task) }
    let name = try traceSetName(words[0], context)
    context.session.workspace = Workspace(
      name: name, origin: origin, traces: traces,
      identity: context.interpreter.makeIdentity())
    let size =
      "\(Format.count(traces.queryCount, "query", "queries")) x \(traces.modelCount) "
      + (traces.modelCount == 1 ? "model" : "models")
    context.report.status("loaded \(size) as \(name)" + (traces.isSimulated ? " (simulated)" : ""))
    let missing = traces.quality.count { $0.isNaN }
    if missing > 0 {
      context.report.note("\(Format.count(missing)) of \(Format.count(traces.quality.count)) outcomes are missing")
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
      if let unsuitable = ["format", "cost", "map", "clip"].first(where: invocation.has) {
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
    return .files(
      words.map { FileReference($0.text) },
      format: try choice("format", TraceFormats.all.map(\.name), invocation),
      options: LoadOptions(
        cost: try choice("cost", CostUnit.allCases.map(\.rawValue), invocation).flatMap(CostUnit.init) ?? .usd,
        map: try columnMap(invocation.word("map")), clip: invocation.has("clip")))
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

  private static func traceSetName(_ path: Word, _ context: CommandContext) throws(LocatedError) -> String {
    if let word = context.invocation.word("as") {
      if word.text.wholeMatch(of: /[^\s,$]+/) != nil { return word.text }
      throw LocatedError(.invalidValue("--as", found: word.text, allowed: "a name without blanks and commas"), at: word)
    }
    if path.text.hasPrefix("sim:") { return String(path.text.dropFirst(4)) }
    var name = (path.text as NSString).lastPathComponent
    if name.hasSuffix(".gz") { name.removeLast(3) }
    name = (name as NSString).deletingPathExtension.replacing(/[\s,$]+/, with: "_")
    return name.isEmpty || name == "/" ? "traces" : name
  }
}
