import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct AdvisorTests {
  /// The trials and the advice serve every query once in each repeat; the choices add up to the folds.
  @Test(arguments: [1, 2]) func everyFoldIsServedByAChoice(repeats: Int) throws {
    let fitted = try FoldTraces.fitted(try FoldTraces.data(count: 60, folds: 5, repeats: repeats))
    let advice = try Advisor(.within(0.01), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    #expect(advice.foldCount == 5 * repeats && advice.trials.map(\.chosenCount).reduce(0, +) == 5 * repeats)
    #expect(advice.outcomes.count == 60 && abs(advice.outcomes.answered.sum - 60) < 1e-9)
    #expect(advice.trials.map(\.candidate.strategy) == ["single:cheap", "single:dear", "mix"])
    // Single models cost what they cost, whatever was chosen.
    #expect(advice.trials[0].outcomes?.meanCost == 1 && advice.trials[1].outcomes?.meanCost == 5)
    #expect(advice.reference == 1)
  }

}
