import Mathematics
import Testing
import Traces

@Suite struct GroupedOutcomesTests {
  /// Queries 1 and 3 are the first group, 2 and 4 the third; the second is empty.
  @Test func byHand() throws {
    let groups = try GroupedOutcomes(SmallSelection.outcomes, codes: [0, 2, 0, 2], count: 3).groups
    #expect(groups.map(\.count) == [2, 0, 2])
    #expect(groups[0].models.map(\.quality) == [0.5, 0.5, 0])
    #expect(groups[0].models.map(\.count) == [2, 2, 1])
    #expect(groups[0].models.map(\.cost) == [1, 2, 4])
    // a is the cheapest of the best on both.
    #expect(groups[0].oracle == GroupedOutcomes.Mean(count: 2, quality: 0.5, cost: 1))
    #expect(groups[0].best == 0)
    #expect(groups[2].models.map(\.quality) == [0, 0.5, 0.75])
    // b on 2 at 2, c on 4 at 4.
    #expect(groups[2].oracle == GroupedOutcomes.Mean(count: 2, quality: 0.75, cost: 3))
    #expect(groups[2].best == 2)
    #expect(groups[1].best == nil && groups[1].oracle.quality.isNaN)
  }

  @Test func canBeCancelled() {
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: Cancelled.self) {
      try GroupedOutcomes(SmallSelection.outcomes, codes: [0, 2, 0, 2], count: 3, task: TaskContext(flag: flag))
    }
  }
}
