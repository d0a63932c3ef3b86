import Routing
import Testing

@Suite struct BudgetsTests {
  private let singles: [(cost: Double, quality: Double)] = [(1, 0.4), (2, 0.3), (3, 0.8), (7, 0.9)]

  @Test func evenlySpacedInEachGapOfTheHull() {
    // The hull is 1, 3, 7; three budgets a gap share the end in the middle.
    #expect(Budgets.perGap(3).values(singles: singles) == [1, 2, 3, 5, 7])
    #expect(Budgets.perGap(2).values(singles: [(1, 0.5), (2, 0.4)]) == [1])
  }

  /// The area under a frontier reaches to the dearest model, whether or not a mixture of others is better.
  @Test func evenlySpacedOnToTheDearestModel() {
    #expect(Budgets.wholeRange(3).values(singles: singles) == [1, 2, 3, 5, 7])
    let dominated: [(cost: Double, quality: Double)] = [(1, 0.4), (2, 0.3), (3, 0.8), (7, 0.7)]
    #expect(Budgets.perGap(3).values(singles: dominated) == [1, 2, 3])
    #expect(Budgets.wholeRange(3).values(singles: dominated) == [1, 2, 3, 5, 7])
    #expect(Budgets.wholeRange(2).values(singles: [(1, 0.5), (2, 0.4)]) == [1, 2])
    // Means of equal costs, added in another order.
    #expect(Budgets.wholeRange(3).values(singles: [(0.6, 0.5), (0.1 + 0.2 + 0.3, 0.4)]) == [0.6])
  }

  @Test func evenlySpacedUpToTheSum() {
    #expect(Budgets.total(4).values(singles: singles) == [1, 5, 9, 13])
    #expect(Budgets.total(1).values(singles: singles) == [13])
  }

  @Test func listsAreTakenAsTheyAre() {
    #expect(Budgets.list([5, 0.5]).values(singles: singles) == [5, 0.5])
  }
}
