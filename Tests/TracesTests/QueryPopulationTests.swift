import Mathematics
import Testing
import Traces

@Suite struct QueryPopulationTests {
  @Test("group shares follow the populations'", arguments: Simulator.all.map(\.name))
  func groups(name: String) throws {
    let traces = try Simulator.traces(named: name, queries: 20_000)
    let families = Dictionary(
      uniqueKeysWithValues: (name == "sim:routerbench"
        ? RouterBenchWorld(seed: 0).population
        : name == "sim:cascade" ? CascadeWorld(seed: 0).population : AgenticWorld(seed: 0).population).families.map {
          ($0.name, $0.share)
        })
    #expect(abs(families.values.reduce(0, +) - 1) < 1e-12)
    guard case .categories(let codes, let labels) = traces.queryColumn("group")?.values else {
      Issue.record("group is categorical")
      return
    }
    for (code, label) in labels.enumerated() {
      let share = try #require(families[label])
      let realised = Double(codes.count { $0 == code }) / 20_000
      #expect(abs(realised - share) < 4 * (share * (1 - share) / 20_000).squareRoot(), "\(label)")
    }
  }
}
