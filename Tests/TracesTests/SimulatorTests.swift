import Mathematics
import Testing
import Traces

@Suite("Simulator")
struct SimulatorTests {
  /// The bytes of everything that a trace set holds, so that equal means equal.
  private func bytes(_ traces: TraceSet, queries: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ text: String?) { bytes += (text ?? "-").utf8 + [0] }
    func add(_ number: Double) { withUnsafeBytes(of: number.bitPattern) { bytes += $0 } }
    let outcomes = queries * traces.modelCount
    for query in 0..<queries {
      add(traces.queryIDs[query])
      add(traces.prompts?[query])
      for column in traces.queryColumns { add(column.text(at: query)) }
    }
    for outcome in 0..<outcomes {
      add(traces.quality[outcome])
      add(traces.cost[outcome])
      add(traces.answers?[outcome])
      for column in traces.outcomeColumns { add(column.text(at: outcome)) }
    }
    return bytes
  }

  @Test("a simulation is the same whoever computes it, on however many threads", arguments: Simulator.all.map(\.name))
  func deterministic(name: String) async throws {
    let alone = bytes(try Simulator.traces(named: name, queries: 600, seed: 5), queries: 600)
    let together = await withTaskGroup(of: [UInt8]?.self) { group in
      for _ in 0..<3 {
        group.addTask { (try? Simulator.traces(named: name, queries: 600, seed: 5)).map { bytes($0, queries: 600) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(together.allSatisfy { $0 == alone })
    #expect(bytes(try Simulator.traces(named: name, queries: 600, seed: 6), queries: 600) != alone)
  }

  @Test("fewer queries are the first ones", arguments: Simulator.all.map(\.name))
  func prefix(name: String) throws {
    let all = try Simulator.traces(named: name, queries: 2_000)
    let few = try Simulator.traces(named: name, queries: 500)
    #expect(bytes(all, queries: 500) == bytes(few, queries: 500))
  }

  @Test("an unknown name, no query and too many are errors; a cancelled simulation ends")
  func errors() {
    #expect(throws: TraceError.unknownSimulation("sim:nothing", known: Simulator.all.map(\.name))) {
      try Simulator.traces(named: "sim:nothing")
    }
    for count in [0, -5, 1_000_001] {
      #expect(throws: TraceError.invalidQueryCount(count, allowed: 1...1_000_000)) {
        try Simulator.traces(named: "sim:cascade", queries: count)
      }
    }
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: TraceError.cancelled) {
      try Simulator.traces(named: "sim:agentic", queries: 1_000, task: TaskContext(flag: flag))
    }
    #expect(throws: Never.self) { try Simulator.traces(named: "sim:agentic", queries: 1) }
  }

  @Test("correctness and costs of routerbench stay what they were for seed 0")
  func pinned() throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 300)
    #expect(RandomKey.digest(of: traces.quality.map { UInt8($0) }) == 0x7556_A87E_3FB0_209E)
    #expect(traces.cost.sum.rounded(toPlaces: 6) == 2.518612)
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
