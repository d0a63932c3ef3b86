import Routing
import Testing

@Suite struct BudgetsTests {
  private let singles: [(cost: Double, quality: Double)] = [(1, 0.4), (2, 0.3), (3, 0.8), (7, 0.9)]

  @Test func evenlySpacedInEachGapOfTheHull() {
    // The hull is 1, 3, 7; three budgets a gap share the end in the middle.
    #expect(Budgets.perGap(3).values(singles: singles) == [1, 2, 3, 5, 7])
    #expect(Budgets.perGap(2).values(singles: [(1, 0.5), (2, 0.4)]) == [1])
  }

  @Test func evenlySpacedUpToTheSum() {
    #expect(Budgets.total(4).values(singles: singles) == [1, 5, 9, 13])
    #expect(Budgets.total(1).values(singles: singles) == [13])
  }

  @Test func listsAreTakenAsTheyAre() {
    #expect(Budgets.list([5, 0.5]).values(singles: singles) == [5, 0.5])
  }
}
