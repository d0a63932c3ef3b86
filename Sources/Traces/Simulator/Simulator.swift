import Mathematics

/// A source of simulated outcomes that needs no file, with a truth known in formulas.
///
/// Every value is a pure function of the seed, what it is for, the query's index and the model, so the same name,
/// number and seed give the same bytes on any number of cores, and 500 queries are the first 500 of 2,000.
///
///     let traces = try Simulator.traces(named: "sim:routerbench", queries: 500, seed: 7)
///     traces.queryIDs[0]   // "sim.00001"
public struct Simulator: Sendable {
  /// The name for `load`, including `sim:`.
  public let name: String
  /// One line on what is simulated.
  public let summary: String
  private let world: @Sendable (_ seed: UInt64) -> any SimulatedWorld

  /// All simulations.
  public static let all = [
    Simulator(
      name: "sim:routerbench",
      summary: "11 chat models on everyday benchmarks; means follow RouterBench's published 0-shot table",
      world: { RouterBenchWorld(seed: $0) }),
    Simulator(
      name: "sim:cascade",
      summary: "a chain of 5 models on four-way choices, with answers, confidences, tokens and latency",
      world: { CascadeWorld(seed: $0) }),
    Simulator(
      name: "sim:agentic",
      summary: "24 coding agents on repository issues, expensive and judged by tests: running one shows the truth",
      world: { AgenticWorld(seed: $0) }),
  ]

  /// The default number of queries.
  public static let defaultQueryCount = 2_000
  /// The allowed numbers of queries.
  public static let queryCounts = 1...1_000_000

  /// The simulation of that name.
  public static func named(_ name: String) -> Simulator? { all.first { $0.name == name } }

  /// The outcomes of the named simulation on `queries` queries.
  ///
  /// - Throws: `TraceError.unknownSimulation`, `TraceError.invalidQueryCount`, `TraceError.cancelled`.
  public static func traces(
    named name: String, queries: Int = defaultQueryCount, seed: UInt64 = 0, task: TaskContext = .unobserved
  ) throws(TraceError) -> TraceSet {
    guard let simulator = named(name) else { throw .unknownSimulation(name, known: all.map(\.name)) }
    return try simulator.traces(queries: queries, seed: seed, task: task)
  }

  /// The outcomes of this simulation on `count` queries.
  ///
  /// - Throws: `TraceError.invalidQueryCount`, `TraceError.cancelled`.
  public func traces(
    queries count: Int = defaultQueryCount, seed: UInt64 = 0, task: TaskContext = .unobserved
  ) throws(TraceError) -> TraceSet {
    guard Self.queryCounts.contains(count) else { throw .invalidQueryCount(count, allowed: Self.queryCounts) }
    let world = world(seed)
    let chunks: [SimulatedRows]
    do throws(Cancelled) {
      chunks = try task.chunks(of: count) { indices in
        var rows = SimulatedRows(world, capacity: indices.count)
        for index in indices { world.simulate(index, into: &rows) }
        return rows
      }
    } catch {
      throw .cancelled
    }
    var rows = SimulatedRows(world, capacity: count)
    for chunk in chunks { rows.append(chunk) }
    return rows.traces(of: world, source: "\(name) (\(count) queries, seed \(seed))")
  }
}
