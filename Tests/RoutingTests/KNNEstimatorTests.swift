import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct KNNEstimatorTests {
  /// Queries on a line at x = 0, 1, 10, 11 (train) and 0.4, 10.4 (test).
  private func data(features: Bool = true) throws -> Dataset {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<6).map { "q\($0)" }), models: ["a", "b"],
      quality: [1, 0, 1, 0.5, 0, 1, 0.5, 1, 0, 0, 0, 0], cost: [1, 5, 2, 6, 3, 7, 4, 8, 1, 1, 1, 1],
      queryColumns: [
        Column(
          name: "split", values: .categories(codes: [0, 0, 0, 0, 1, 1], labels: ["train", "test"]))
      ] + (features ? [Column(name: "x_place", values: .numbers([0, 1, 10, 11, 0.4, 10.4]))] : []))
    return try Dataset(traces: traces, models: [0, 1], queries: Array(0..<6), split: .column("split"))
  }

  @Test func neighboursAreAveraged() throws {
    let data = try data()
    let quality = try KNNEstimator(neighbours: 2).fit(data, task: .unobserved) as (any QualityEstimates)
    let table = try #require(quality as? PairedQualityEstimates).table
    #expect(Array(table.exAnte[8..<12]) == [1, 0.25, 0.25, 1])
    // A training query is none of its own neighbours: q0's are q1 and q2.
    #expect(Array(table.exAnte[0..<2]) == [0.5, 0.75])
    #expect(table.exAnte == table.postHoc)
    let cost = try KNNEstimator(neighbours: 1).fit(data, task: .unobserved) as (any CostEstimates)
    #expect(Array(try #require(cost as? PairedCostEstimates).table.exAnte[8..<12]) == [1, 5, 3, 7])
  }

  @Test func withoutFeaturesThereAreNoDistances() throws {
    let data = try data(features: false)
    #expect(throws: RoutingError.self) {
      _ = try KNNEstimator().fit(data, task: .unobserved) as (any QualityEstimates)
    }
  }
}
