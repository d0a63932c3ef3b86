import Mathematics
import Testing
import Traces

@Suite("AgenticWorld")
struct AgenticWorldTests {
  private let count = 20_000

  @Test("24 agents of the documented accuracies and costs")
  func means() throws {
    let traces = try Simulator.traces(named: "sim:agentic", queries: count)
    let accuracies = AgenticWorld.lines.flatMap(\.accuracies)
    let costs = AgenticWorld.lines.flatMap(\.costs)
    #expect(traces.modelCount == 24 && traces.models.first == "arbor-mini" && traces.models.last == "fjord-max")
    for model in 0..<24 {
      let rows = (0..<count).map { $0 * 24 + model }
      let error = (accuracies[model] * (1 - accuracies[model]) / Double(count)).squareRoot()
      #expect(abs(rows.map { traces.quality[$0] }.mean - accuracies[model]) < 4 * error, "\(traces.models[model])")
      #expect(abs(rows.map { traces.cost[$0] }.mean / costs[model] - 1) < 0.02, "\(traces.models[model])")
    }
  }

  @Test("agents fail together: three failures of mini agents make a large one's success unlikely")
  func correlation() throws {
    let traces = try Simulator.traces(named: "sim:agentic", queries: count)
    let large = try #require(traces.models.firstIndex(of: "arbor-large"))
    func share(where condition: (ArraySlice<Double>) -> Bool) -> Double {
      let rows = (0..<count).map { traces.quality[$0 * 24..<($0 + 1) * 24] }.filter(condition)
      return rows.map { $0[$0.startIndex + large] }.mean
    }
    let minis = [0, 8, 20]
    #expect(share { row in minis.allSatisfy { row[row.startIndex + $0] == 1 } } > 0.9)
    #expect(share { row in minis.allSatisfy { row[row.startIndex + $0] == 0 } } < 0.45)
    let unsolved = Double((0..<count).count { traces.quality[$0 * 24..<($0 + 1) * 24].allSatisfy { $0 == 0 } })
    #expect((0.05..<0.25).contains(unsolved / Double(count)))
  }
}
