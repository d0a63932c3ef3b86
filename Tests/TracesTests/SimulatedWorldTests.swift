import Mathematics
import Testing
import Traces

@Suite struct SimulatedWorldTests {
  @Test("every simulation is complete, in range, and says that it is simulated", arguments: Simulator.all.map(\.name))
  func shape(name: String) throws {
    let traces = try Simulator.traces(named: name, queries: 700, seed: 3)
    #expect(traces.isSimulated)
    #expect(traces.source == "\(name) (700 queries, seed 3)")
    #expect(traces.queryCount == 700)
    #expect(traces.queryIDs[0] == "sim.00001" && traces.queryIDs[699] == "sim.00700")
    #expect(Set(traces.models).count == traces.modelCount)
    #expect(traces.quality.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(traces.cost.allSatisfy { $0 > 0 && $0.isFinite })
    for column in traces.queryColumns { #expect((0..<700).allSatisfy { column.text(at: $0) != nil }) }
    for column in traces.outcomeColumns { #expect(traces.quality.indices.allSatisfy { column.text(at: $0) != nil }) }
    #expect(traces.queryColumn("group") != nil)
  }
}
