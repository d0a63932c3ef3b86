import Routing
import Testing

@Suite struct FoldBudgetTests {
  /// On all queries the models cost 1, 2 and 4, on the fold's 1.1, 2 and 3.6, so that the line between them has the
  /// slopes 1.1, 0.9 and 0.8; beyond the dearest a budget is nine tenths.
  @Test(arguments: [(0, 0), (0.5, 0.55), (1, 1.1), (1.5, 1.55), (2, 2), (3, 2.8), (4, 3.6), (6, 5.4), (-1, -1)])
  func itStandsAtTheSamePlaceBetweenModels(whole: Double, fold: Double) {
    let budget = FoldBudget(fold: [2, 1.1, 3.6], whole: [2, 1, 4])
    #expect(abs(budget(whole) - fold) < 1e-12)
  }

  /// Models that change places, cost nothing or were never run there, and pools in which nothing costs anything.
  @Test func itNeverDescends() {
    let crossing = FoldBudget(fold: [3, 2], whole: [1, 2])
    #expect(crossing(1) == 3 && crossing(1.5) == 3 && crossing(2) == 3 && crossing(4) == 6)
    #expect(FoldBudget(fold: [.nan, 2, 0], whole: [1, 1.5, 3])(0.75) == 1)
    #expect(FoldBudget(fold: [0, 0], whole: [0, 0])(3) == 3)
  }
}
