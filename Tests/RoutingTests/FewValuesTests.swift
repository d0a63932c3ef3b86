import Input
import Routing
import Testing
import Traces

@Suite struct FewValuesTests {
  /// Three values of 60 rows are few, four are not. What a group alone tells is the same for all rows of it, though each row
  /// is estimated by a fit that could have left it out; what a number of each row tells is estimated without the row.
  @Test(arguments: [(20, true), (15, false)]) func queriesThatLookAlikeAreEstimatedAlike(size: Int, isSame: Bool) throws
  {
    let quality: [Double] = (0..<60).flatMap { (query: Int) -> [Double] in
      [query % 2 == 0 ? 1 : 0, query % 3 == 0 ? 1 : 0]
    }
    let kinds: [Double] = (0..<60).map { (query: Int) -> Double in Double(query / size) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<60).map { "q\($0)" }), models: ["a", "b"], quality: quality,
      cost: [Double](repeating: 1, count: 120), queryColumns: [Column(name: "x_kind", values: .numbers(kinds))])
    let data = try Dataset(
      traces: traces, models: [0, 1], queries: Array(0..<60), split: .folds(count: 3, repeats: 1, seed: 0))
    let estimates = try LogisticEstimator(ridge: 1).fit(data, task: .unobserved)
    var values: Set<Double> = []
    for row in 0..<size {
      var belief = Belief(modelCount: 2)
      estimates.start(row, &belief)
      values.insert(belief.quality[0])
    }
    #expect((values.count == 1) == isSame)
  }
}
