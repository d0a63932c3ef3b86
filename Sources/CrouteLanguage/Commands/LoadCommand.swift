import CommandLanguage
import Display
import Foundation
import Input
import Mathematics
import Traces
import Workbench

extension Commands {
  /// How files are read.
  static let fileOptions = [
    Option(
      "format", .choice(TraceFormats.all.map(\.name)), "FORMAT", "the format, if the content does not show it"),
    Option(
      "cost", .choice(CostUnit.allCases.map(\.rawValue)), "UNIT",
      "the recorded number used as cost (\(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))); relative is "
        + "a recorded cost that is not money"),
    Option("map", .text, "A=B,...", "column names and the file's names or paths: quality=correct,model=provider.id"),
    Option("with", .text, "A=VALUE,...", "values that hold for all rows: group=mmlu,model=gpt-4"),
    Option(
      "where", .text, "CONDITION",
      "the rows that are read: 'strategy = \"cheap\" and epoch = 1'; COLUMN in I/N keeps the I-th of N chunks of the "
        + "column's values, dealt by their hash"),
    Option("scale", .text, "LOW..HIGH", "the scale of the scores, such as 0..100; 0..1 where none is given"),
    Option("clip", nil, "", "clip numbers outside their range to its nearest end"),
    Option(
      "repeats", .choice(Repeats.allCases.map(\.rawValue)), "HOW",
      "how several outcomes of one query and model count: mean or first (if not given, mean for runs, epochs and trials, "
        + "otherwise an error)"),
    Option("prices", .path, "FILE", "compute costs from tokens at these prices (see: help reprice)"),
    Option("encoding", .choice(TextEncoding.allCases.map(\.rawValue)), "NAME", "utf8 (unless given) or latin1"),
    Option(
      "model-from-path", .integer, "N",
      "the part of each path that names the file's model: 1 is the first, -1 the last"),
    Option("sql", .text, "QUERY", "databases only: the query that gives the rows"),
    Option("table", .text, "NAME", "databases only: the table that holds the rows"),
  ]

  static let load = Command(
    "load", .data, "load traces from files, or simulate some",
    arguments: [Argument("PATH", .traceSource, isRepeated: true)],
    options: fileOptions + [
      Option("as", .text, "NAME", "the name of the trace set"),
      Option("queries", .integer, "N", "simulations only: the number of queries (2000)"),
      Option("seed", .integer, "S", "simulations only: the seed (that of `set seed`)"),
    ],
    details:
      "The rows of several files are combined. A quoted glob stands for its matches, a folder for all files in it that are "
      + "in a known format; MODEL=FILE names the model of a file. - is standard input. "
      + Simulator.all.map { "\($0.name): \($0.summary)." }.joined(separator: " ")
      + " See `help formats`.",
    examples: [
      "load sim:routerbench --queries 5000", "load mmlu.csv --map quality=correct,cost=cost_usd",
      "load 'results/*/instance_results/swe-bench.json' --model-from-path -3", "load gpt-5=run1.jsonl opus=run2.jsonl",
      "load logs.db --table outcomes",
    ]
  ) { context in
    let words = context.invocation.arguments
    var origin = try TraceOrigin(source: source(words, &context))
    let source = origin
    var traces = try context.at(words[0]) { try loaded(source, context) }
    var priceNotes: [String] = []
    if let prices = context.invocation.word("prices") {
      let repricing = TraceOrigin.Repricing.list(try context.reading(prices))
      (traces, priceNotes) = try context.at(prices) { try repricing.applied(to: traces, task: context.task) }
      if case .tokens = traces.costSource { traces.costSource = .recorded }
      origin.repricings.append(repricing)
    }
    let name = try traceSetName(words[0], origin, context)
    context.session.workspace = Workspace(
      name: name, origin: origin, traces: traces,
      identity: context.interpreter.makeIdentity())
    let size =
      "\(Format.count(traces.queryCount, "query", "queries")) x \(traces.modelCount) "
      + (traces.modelCount == 1 ? "model" : "models")
    context.report.status("loaded \(size) as \(name)" + (traces.isSimulated ? " (simulated)" : ""))
    for sentence in LoadNotes.all(on: traces, prices: priceNotes) { context.report.note(sentence) }
    context.report.json = [
      .init("name", .string(name)), .init("queries", .integer(traces.queryCount)),
      .init("models", .array(traces.models.map { .string($0) })), .init("missing", .integer(traces.missingCount)),
      .init("blank", .integer(traces.blankCount)), .init("renamed", .integer(traces.renamedCount)),
      .init("failed", .integer(traces.failedCount)), .init("repeats", .integer(traces.repeatCount)),
      .init("cost_unit", .string(traces.costUnit.rawValue)), .init("simulated", .bool(traces.isSimulated)),
    ]
  }

  /// The requested source.
  static func source(_ words: [Word], _ context: inout CommandContext) throws -> TraceOrigin.Source {
    let invocation = context.invocation
    if words.contains(where: { $0.text.hasPrefix("sim:") }) {
      if words.count > 1 {
        throw LocatedError(.unexpectedArgument(words[1].text, usage: invocation.command.usage), at: words[1])
      }
      if let unsuitable = [
        "format", "cost", "map", "with", "where", "scale", "clip", "repeats", "prices", "encoding", "model-from-path",
        "sql", "table",
      ].first(where: invocation.has) {
        throw LocatedError(.misuse("--\(unsuitable) is for files, not for simulations"), at: words[0])
      }
      return .simulation(
        words[0].text,
        queries: try invocation.integer("queries", in: Simulator.queryCounts) ?? Simulator.defaultQueryCount,
        seed: try context.seed())
    }
    if let unsuitable = ["queries", "seed"].first(where: invocation.has), let word = invocation.word(unsuitable) {
      throw LocatedError(.misuse("--\(unsuitable) is for simulations only"), at: word)
    }
    var options = LoadOptions(
      cost: try choice("cost", CostUnit.allCases.map(\.rawValue), invocation).flatMap(CostUnit.init),
      map: try columnMap(invocation.word("map")), clip: invocation.has("clip"),
      modelPart: try invocation.integer("model-from-path", in: -99...99), sql: invocation.text("sql"),
      table: invocation.text("table"))
    try readRows(into: &options, invocation)
    let format = try choice("format", TraceFormats.all.map(\.name), invocation)
    let found = try context.at(words[0]) {
      do throws(InputError) {
        return try TracePaths(words.map(\.text), options: options, task: context.task)
      } catch {
        throw advised(error, words.map(\.text), format, options, context)
      }
    }
    options.models = found.models
    if !found.skipped.isEmpty {
      let names = found.skipped.prefix(4).map { ($0 as NSString).lastPathComponent }.joined(separator: ", ")
      context.report.note(
        "left out, in no known format: \(names)"
          + (found.skipped.count > 4 ? ", and \(found.skipped.count - 4) more" : ""))
    }
    return .files(
      try found.paths.map { try context.reading($0, at: words[0]) },
      format: format,
      options: options)
  }

  /// The options that say which rows are read and how their values are understood.
  private static func readRows(into options: inout LoadOptions, _ invocation: Invocation) throws(LocatedError) {
    options.constants = try columnMap(invocation.word("with"), option: "--with", allowed: "NAME=VALUE, each name once")
    options.repeats = try choice("repeats", Repeats.allCases.map(\.rawValue), invocation).flatMap(Repeats.init)
    options.encoding =
      try choice("encoding", TextEncoding.allCases.map(\.rawValue), invocation).flatMap(TextEncoding.init) ?? .utf8
    if let word = invocation.word("where") {
      guard let condition = RowCondition(word.text) else {
        throw LocatedError(
          .invalidValue("--where", found: word.text, allowed: "COLUMN = VALUE, such as 'strategy = \"cheap\"'"),
          at: word)
      }
      options.condition = condition
    }
    options.scale = try scale(invocation)
  }

  /// The scale of scores that `--scale` says.
  static func scale(_ invocation: Invocation) throws(LocatedError) -> ClosedRange<Double>? {
    guard let word = invocation.word("scale") else { return nil }
    let ends = word.text.split(separator: "..", omittingEmptySubsequences: false).map { Number.parse(String($0)) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high else {
      throw LocatedError(.invalidValue("--scale", found: word.text, allowed: "LOW..HIGH, such as 0..100"), at: word)
    }
    return low...high
  }

  /// The traces of an origin; where they do not load, the error says what was seen and what would do.
  static func loaded(
    _ origin: TraceOrigin, _ context: CommandContext, task: TaskContext? = nil
  ) throws -> TraceSet {
    do {
      return try origin.traces(task: task ?? context.task)
    } catch let error as InputError {
      guard error != .cancelled, case .files(let files, let format, let options) = origin.source else { throw error }
      throw advised(error, files.map(\.path), format, options, context)
    }
  }

  /// The error with what was seen in the files, and with the command that loads them.
  private static func advised(
    _ error: InputError, _ paths: [String], _ format: String?, _ options: LoadOptions, _ context: CommandContext
  ) -> LoadError {
    let advice = LoadAdvice(
      on: error, paths: paths, format: format.flatMap(TraceFormats.named), options: options, task: context.task.untold)
    let given = context.invocation.arguments.map { Lexer.quoted($0.text) }
    let command = advice.options.map { found in
      (["try: \(context.invocation.command.name)"] + given + (format.map { ["--format", $0] } ?? []) + found.words
        + ["chunks", "by"].flatMap { name in
          context.invocation.text(name).map { ["--\(name)", Lexer.quoted($0)] } ?? []
        })
        .joined(separator: " ")
    }
    return LoadError(error: error, seen: advice.seen, command: command)
  }

  private static func choice(
    _ option: String, _ allowed: [String], _ invocation: Invocation
  ) throws(LocatedError) -> String? {
    guard let word = invocation.word(option) else { return nil }
    if allowed.contains(word.text) { return word.text }
    throw LocatedError(
      .invalidValue("--" + option, found: word.text, allowed: "one of " + allowed.joined(separator: ", ")), at: word)
  }

  /// What `A=B,…` says; a comma or an equals sign inside double quotes is part of a name.
  static func columnMap(
    _ word: Word?, option: String = "--map",
    allowed: String = "NAME=FILE_NAME, each NAME once, such as quality=\"acc,none\""
  ) throws(LocatedError) -> [String: String] {
    guard let word else { return [:] }
    var map: [String: String] = [:]
    for entry in parts(of: word.text, at: ",") {
      let pair = parts(of: entry, at: "=").map { $0.filter { $0 != "\"" } }
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty, map[pair[0]] == nil else {
        throw LocatedError(.invalidValue(option, found: entry, allowed: allowed), at: word)
      }
      map[pair[0]] = pair[1]
    }
    return map
  }

  /// The parts of a text between separators that stand outside double quotes.
  private static func parts(of text: String, at separator: Character) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private static func traceSetName(
    _ path: Word, _ origin: TraceOrigin, _ context: CommandContext
  ) throws(LocatedError) -> String {
    if let word = context.invocation.word("as") {
      if word.text.wholeMatch(of: /[^\s,$]+/) != nil { return word.text }
      throw LocatedError(.invalidValue("--as", found: word.text, allowed: "a name without spaces or commas"), at: word)
    }
    if path.text.hasPrefix("sim:") { return String(path.text.dropFirst(4)) }
    let file = origin.files.first?.path ?? path.text
    let isWhole = path.text.hasPrefix(file) || FileIdentity(path.text) != nil
    var name = ((isWhole ? path.text : file) as NSString).lastPathComponent
    if name == "-" { return "stdin" }
    if name.hasSuffix(".gz") { name.removeLast(3) }
    name = (name as NSString).deletingPathExtension.replacing(/[\s,$]+/, with: "_")
    return name.isEmpty || name == "/" ? "traces" : name
  }
}

extension LoadOptions {
  /// The options of `load` that say the same.
  var words: [String] {
    func pairs(_ values: [String: String]) -> String {
      func quoted(_ text: String) -> String { text.contains(where: { ",=".contains($0) }) ? "\"\(text)\"" : text }
      return values.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }.joined(separator: ",")
    }
    var words: [String] = []
    if let cost { words += ["--cost", cost.rawValue] }
    if !map.isEmpty { words += ["--map", Lexer.quoted(pairs(map))] }
    if !constants.isEmpty { words += ["--with", Lexer.quoted(pairs(constants))] }
    if let condition { words += ["--where", Lexer.quoted(condition.text)] }
    if let scale { words += ["--scale", "\(scale.lowerBound.text ?? "")..\(scale.upperBound.text ?? "")"] }
    if clip { words.append("--clip") }
    if let repeats { words += ["--repeats", repeats.rawValue] }
    if encoding != .utf8 { words += ["--encoding", encoding.rawValue] }
    if let modelPart { words += ["--model-from-path", "\(modelPart)"] }
    if let sql { words += ["--sql", Lexer.quoted(sql)] }
    if let table { words += ["--table", Lexer.quoted(table)] }
    return words
  }
}
