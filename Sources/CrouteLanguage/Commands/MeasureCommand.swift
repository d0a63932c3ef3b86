import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let measure = Command(
    "measure", .run, "measure a policy file on traces that are too large for the memory, chunk by chunk",
    arguments: [Argument("POLICY", .path), Argument("PATH", .path, isRepeated: true)],
    options: [
      Option(
        "chunks", .text, "N",
        "read the files in N chunks of their queries, one after another; I-J/N measures the I-th to the J-th of N"),
      Option("by", .text, "COLUMN", "the file's column that names the queries, if it is not the one that `load` takes"),
    ] + fileOptions + [.resultName] + .sharding,
    details: """
      PATH and the options on files are those of `load`. A chunk holds the queries whose ids have a certain hash, so it is \
      a fair sample, and a query is in it with all of its outcomes, wherever these stand. Each chunk is read, served by the \
      policy and forgotten: memory holds one chunk, and the files are read once per chunk. Every query counts; those that \
      lack the outcome of a model of the policy are left out and counted; a chunk may hold none. Sums are taken chunk by chunk, in their order, so \
      that `--shard`, which deals the chunks to several processes, and `merge` give what one run gives.

      To tune on one chunk and measure on the others: `load FILE --where 'query_id in 1/64'`, `run`, `policy`, and then \
      `measure policy.json FILE --chunks 2-64/64`.
      """,
    examples: [
      "measure policy.json outcomes.csv --chunks 16",
      "measure policy.json 'outcomes/*.jsonl.gz' --chunks 2-64/64",
    ]
  ) { context in
    let words = context.invocation.arguments
    let chunks = try context.chunks()
    var reads: ChunkReading?
    if context.services.supplied == nil { reads = try ChunkReading(words, &context) }
    let found = try context.items(chunks.keys, inputs: reads?.files) { [reads] place, task in
      guard let reads else { throw CommandError.refused("nothing is read here") }
      return try reads.measured(chunks, place, task).json
    }
    guard let found else { return }
    var whole = try ChunkMeasurement(found[0])
    for node in found.dropFirst() {
      let chunk = try ChunkMeasurement(node)
      whole.totals.add(chunk.totals)
      whole.missing.formUnion(chunk.missing)
    }
    try context.report(whole, chunks)
  }
}

/// Some chunks of the queries of files.
private struct QueryChunks {
  let numbers: ClosedRange<Int>
  let count: Int

  var keys: [String] { numbers.map { "chunk \($0) of \(count)" } }

  var name: String {
    numbers.count == 1 ? keys[0] : "chunks \(numbers.lowerBound) to \(numbers.upperBound) of \(count)"
  }

  /// What `N` or `I-J/N` says; `nil` where it says nothing.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: #/(?:([0-9]+)(?:-([0-9]+))?\/)?([0-9]+)/#), let count = Int(match.3),
      (1...100_000).contains(count)
    else { return nil }
    let first = match.1.map { Int($0) } ?? 1
    let last = match.2.map { Int($0) } ?? (match.1 == nil ? count : first)
    guard let first, let last, first >= 1, first <= last, last <= count else { return nil }
    (numbers, self.count) = (first...last, count)
  }

  /// The chunk at a place; `nil` where there is only one.
  ///
  /// - Parameter column: the column that names the queries, if it is not the usual one.
  func chunk(_ place: Int, by column: String?) -> QueryChunk? {
    if count == 1 { return nil }
    let number = numbers.lowerBound + place
    return column.map { QueryChunk(number, of: count, by: $0) } ?? QueryChunk(number, of: count)
  }
}

/// A policy, and the files on which it is measured.
private struct ChunkReading {
  private let policy: DeployedPolicy
  private let policyFile: FileReference
  private let origin: TraceOrigin
  private let words: [Word]
  private let context: CommandContext

  var files: [FileReference] { [policyFile] + origin.files }

  init(_ words: [Word], _ context: inout CommandContext) throws {
    policyFile = try context.reading(words[0])
    policy = try context.at(words[0]) { [policyFile] in try PolicyFile.read(policyFile.path) }
    if let simulation = words.dropFirst().first(where: { $0.text.hasPrefix("sim:") }) {
      throw LocatedError(.misuse("measure reads files; simulations are run with: run policy:FILE"), at: simulation)
    }
    var origin = TraceOrigin(source: try Commands.source(Array(words.dropFirst()), &context))
    if let prices = context.invocation.word("prices") {
      origin.repricings.append(.list(try context.reading(prices)))
    }
    self.origin = origin
    self.words = words
    self.context = context
  }

  /// Of so few queries of a chunk none may have all outcomes, by chance.
  private static let fewQueries = 10

  /// What the policy yields on a chunk.
  func measured(_ chunks: QueryChunks, _ place: Int, _ task: TaskContext) throws -> ChunkMeasurement {
    var origin = origin
    if case .files(let files, let format, var options) = origin.source {
      options.chunk = chunks.chunk(place, by: context.invocation.text("by"))
      origin.source = .files(files, format: format, options: options)
    }
    let traces = try context.at(words[1]) { try Commands.loaded(origin, context, task: task.step(0, of: 2)) }
    if chunks.count > 1, policy.models.contains(where: { !traces.models.contains($0) }) {
      return ChunkMeasurement(policy, OutcomeTotals(leftOut: traces.queryCount, modelCount: policy.models.count))
    }
    return try context.at(words[0]) {
      let models = try policy.places(in: traces)
      let data: Dataset
      do throws(TraceError) {
        data = try Dataset(
          traces: traces, models: models, queries: Array(0..<traces.queryCount), split: nil, needsAll: true,
          keepsOrder: true)
      } catch {
        guard case .emptyPart = error else { throw error }
        if chunks.count > 1, traces.queryCount < Self.fewQueries {
          return ChunkMeasurement(policy, OutcomeTotals(leftOut: traces.queryCount, modelCount: models.count))
        }
        throw unmeasurable(traces)
      }
      let (tuned, fitted) = try policy.serving(data, task: task.step(1, of: 2))
      let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: task.step(1, of: 2))
      var measured = ChunkMeasurement(policy, OutcomeTotals(outcomes, leftOut: data.leftOutCount))
      measured.missing = Set(policy.columnsMissing(in: traces))
      return measured
    }
  }
}

extension ChunkReading {
  /// What is wrong with traces none of whose queries has an outcome of every model.
  private func unmeasurable(_ traces: TraceSet) -> any Error {
    if traces.isLog(on: Array(0..<traces.queryCount)) {
      let reason =
        "measure needs the outcomes of every model of the policy, and of most queries this log has that of one"
      guard policy.runsOneModel else {
        return CommandError.refused("\(reason); record those of all models on some hundred queries")
      }
      return CommandError.notYet(
        "\(reason); load the log to estimate what the policy is worth on it",
        advice: "run " + Lexer.quoted(CommandContext.policyPrefix + words[0].text))
    }
    return Self.nothing(of: policy.models)
  }

  /// What is wrong where no query has an outcome of each of these models.
  static func nothing(of models: [String]) -> RoutingError {
    .unsuitable(
      "measure", reason: "no query has an outcome of every model of the policy: \(models.joined(separator: ", "))")
  }
}

/// A policy, and what it yields on some queries.
private struct ChunkMeasurement {
  let strategy: String
  let budget: Double?
  let costUnit: CostUnit
  let models: [String]
  var totals: OutcomeTotals
  /// The columns that the policy was fitted on and traces lack.
  var missing: Set<String> = []

  init(_ policy: DeployedPolicy, _ totals: OutcomeTotals) {
    (strategy, budget, costUnit, models) = (policy.strategy, policy.budget, policy.costUnit, policy.models)
    self.totals = totals
  }

  init(_ node: JSONNode) throws {
    strategy = try node["strategy"].string()
    budget = try node["budget"].optional?.number()
    guard let unit = CostUnit(rawValue: try node["cost_unit"].string()) else {
      throw node["cost_unit"].mismatch(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))
    }
    costUnit = unit
    models = try node["models"].strings()
    totals = try OutcomeTotals(node["totals"], modelCount: models.count)
    missing = Set(try node["missing"].strings())
  }

  var json: JSONValue {
    [
      "strategy": .string(strategy), "budget": budget.map { .number($0) } ?? .null,
      "cost_unit": .string(costUnit.rawValue), "models": .strings(models), "totals": totals.json,
      "missing": .strings(missing.sorted()),
    ]
  }
}

extension CommandContext {
  fileprivate func chunks() throws(LocatedError) -> QueryChunks {
    guard let word = invocation.word("chunks") else { return QueryChunks("1")! }
    guard let chunks = QueryChunks(word.text) else {
      throw LocatedError(
        .invalidValue("--chunks", found: word.text, allowed: "N or I-J/N, such as 16 or 2-16/16"), at: word)
    }
    return chunks
  }

  fileprivate mutating func report(_ whole: ChunkMeasurement, _ chunks: QueryChunks) throws {
    let totals = whole.totals
    if totals.count + totals.leftOut == 0 {
      throw CommandError.refused("there is no row of \(chunks.name) to measure on; take fewer chunks")
    }
    if totals.count == 0 { throw ChunkReading.nothing(of: whole.models) }
    let (quality, cost) = (totals.interval(of: totals.quality), totals.interval(of: totals.cost))
    let unit = whole.costUnit.label
    let budget = whole.budget.map { " at budget \(Format.significant($0)) \(unit)" } ?? ""
    let place = chunks.count == 1 ? "" : ", \(chunks.name)"
    report.line("\(whole.strategy)\(budget), measured on \(Format.count(totals.count, "query", "queries"))\(place)")
    report.line(
      "quality \(Format.fixed(quality.estimate, 4)) \(quality.text(4)), cost \(Format.significant(cost.estimate, 4)) "
        + "\(cost.significantText(4)) \(unit) per query, \(Format.fixed(totals.depth, 2)) models per query")
    report.show(
      Table(
        [.init("model"), .init("ran"), .init("answered")],
        rows: whole.models.indices.map { model in
          [
            .text(whole.models[model]), .percent(totals.ran[model] / Double(totals.count)),
            .percent(totals.answered[model] / Double(totals.count)),
          ]
        }))
    if let note = Self.note(ofMissing: whole.missing.sorted()) { report.note(note) }
    if totals.leftOut > 0 {
      report.note("\(Format.count(totals.leftOut, "query", "queries")) without an outcome of every model left out")
    }
    let figures = Table(
      [
        .init("strategy"), .init("queries"), .init("quality"), .init("quality_low"), .init("quality_high"),
        .init("cost"),
        .init("cost_low"), .init("cost_high"), .init("depth"),
      ],
      rows: [
        [.text(whole.strategy), .integer(totals.count)]
          + [quality.estimate, quality.low, quality.high].map { .fixed($0, decimals: 4) }
          + [cost.estimate, cost.low, cost.high].map { .number($0, digits: 4) }
          + [.fixed(totals.depth, decimals: 2)]
      ])
    try keep(.table(figures))
    func perModel(_ counts: [Double]) -> JSONValue {
      .object(zip(whole.models, counts).map { .init($0, .number($1)) })
    }
    report.json = [
      .init("strategy", .string(whole.strategy)), .init("budget", whole.budget.map { .number($0) } ?? .null),
      .init("queries", .integer(totals.count)), .init("left_out", .integer(totals.leftOut)),
      .init("cost", .number(cost.estimate)), .init("cost_interval", cost.json),
      .init("quality", .number(quality.estimate)), .init("quality_interval", quality.json),
      .init("depth", .number(totals.depth)), .init("ran", perModel(totals.ran)),
      .init("answered", perModel(totals.answered)),
    ]
  }
}
