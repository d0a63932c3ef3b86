import Mathematics
import Testing
import Traces

@Suite struct ModelContributionTests {
  /// Above 0: a solves 1; b solves 1 and 2; c solves 2 and 4 and loses 1.
  @Test func byHand() throws {
    let all = try ModelContribution.all(of: SmallSelection.outcomes) { $0 > 0 }
    #expect(all.map(\.solved) == [0.25, 0.5, 0.5])
    #expect(all.map(\.gained) == [0.25, 0.25, 0.25])
    #expect(all.map(\.lost) == [0, 0, 0.25])
    #expect(all.map(\.alone) == [0, 0, 0.25])
    #expect(all.map(\.together) == [0.25, 0.5, 0.75])
  }

  /// From 1 on the half right answer of c to query 4 counts for nothing.
  @Test func ofWhollyRightAnswers() throws {
    let all = try ModelContribution.all(of: SmallSelection.outcomes) { $0 >= 1 }
    #expect(all.map(\.solved) == [0.25, 0.5, 0.25])
    #expect(all.map(\.gained) == [0.25, 0.25, 0])
    #expect(all.map(\.alone) == [0, 0, 0])
    #expect(all.map(\.together) == [0.25, 0.5, 0.5])
  }

  @Test func canBeCancelled() {
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: Cancelled.self) {
      try ModelContribution.all(of: SmallSelection.outcomes, task: TaskContext(flag: flag)) { $0 > 0 }
    }
  }
}
