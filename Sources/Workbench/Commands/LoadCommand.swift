import CommandLanguage
import Display
import Foundation
import Traces

extension Commands {
  static let load = Command(
    "load", .data, "load traces from files, or simulate some",
    arguments: [Argument("PATH", .traceSource, isRepeated: true)],
    options: [
      Option(
        "format", .choice(TraceFormats.all.map(\.name)), "FORMAT", "the format, if the content does not show it"),
      Option("as", .text, "NAME", "the name of the trace set"),
      Option(
        "cost", .choice(CostUnit.allCases.map(\.rawValue)), "UNIT",
        "the recorded number that is the cost (\(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))); relative is "
          + "the recorded cost where it is not money"),
      Option("map", .text, "A=B,...", "column names and the file's names: quality=correct,cost=cost_usd"),
      Option("clip", nil, "", "clip numbers outside their range to its nearest end"),
      Option("queries", .integer, "N", "simulations only: the number of queries (2000)"),
      Option("seed", .integer, "S", "simulations only: the seed (0)"),
    ],
    details: "The rows of several files are combined. "
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
      context.report.note("\(Format.count(traces.blankCount)) blank scores count as 0, as in RouterBench")
    }
    if traces.renamedCount > 0 {
      context.report.note(
        "\(Format.count(traces.renamedCount, "query was", "queries were")) renamed because the id was taken: ID#2, ID#3, ..."
      )
    }
    context.report.json = [
      .init("name", .string(name)), .init("queries", .integer(traces.queryCount)),
      .init("models", .array(traces.models.map { .string($0) })), .init("missing", .integer(missing)),
      .init("blank", .integer(traces.blankCount)), .init("renamed", .integer(traces.renamedCount)),
      .init("cost_unit", .string(traces.costUnit.rawValue)), .init("simulated", .bool(traces.isSimulated)),
    ]
  }

  /// The requested source.
  private static func source(_ words: [Word], _ context: CommandContext) throws -> TraceOrigin.Source {
    let invocation = context.invocation
    if words.contains(where: { $0.text.hasPrefix("sim:") }) {
      if words.count > 1 {
        throw LocatedError(.unexpectedArgument(words[1].text, usage: invocation.command.usage), at: words[1])
      }
      if let unsuitable = ["format", "cost", "map", "clip"].first(where: invocation.has) {
        throw LocatedError(
          .invalidValue("PATH", found: words[0].text, allowed: "a file, since --\(unsuitable) is given"), at: words[0])
      }
      return .simulation(
        words[0].text,
        queries: try invocation.integer("queries", in: Simulator.queryCounts) ?? Simulator.defaultQueryCount,
        seed: try context.seed())
    }
    if let unsuitable = ["queries", "seed"].first(where: invocation.has), let word = invocation.word(unsuitable) {
      throw LocatedError(
        .invalidValue("PATH", found: words[0].text, allowed: "a sim: name, since --\(unsuitable) is given"), at: word)
    }
    return .files(
      try words.map { try context.reading($0) },
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
    for entry in try Invocation.list(word) {
      let pair = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty, map[pair[0]] == nil else {
        throw LocatedError(.invalidValue("--map", found: entry, allowed: "NAME=FILE_NAME, each NAME once"), at: word)
      }
      map[pair[0]] = pair[1]
    }
    return map
  }

  private static func traceSetName(_ path: Word, _ context: CommandContext) throws(LocatedError) -> String {
    if let word = context.invocation.word("as") {
      if word.text.wholeMatch(of: /[^\s,$]+/) != nil { return word.text }
      throw LocatedError(.invalidValue("--as", found: word.text, allowed: "a name without spaces or commas"), at: word)
    }
    if path.text.hasPrefix("sim:") { return String(path.text.dropFirst(4)) }
    var name = (path.text as NSString).lastPathComponent
    if name.hasSuffix(".gz") { name.removeLast(3) }
    name = (name as NSString).deletingPathExtension.replacing(/[\s,$]+/, with: "_")
    return name.isEmpty || name == "/" ? "traces" : name
  }
}
