import Mathematics
import Routing
import Testing
import Traces

@Suite struct FoldOutcomesTests {
  /// Paths, like outcomes, are those of the policies that served the folds.
  @Test func pathsAddUpToTheOutcomes() throws {
    let fitted = try FoldTraces.fitted(try FoldTraces.data(count: 40, folds: 5, repeats: 2))
    let strategy = try Strategies.strategy(try StrategySpecification("mix"), models: ["cheap", "dear"])
    let tuned = try strategy.tuner(for: fitted, task: .unobserved).policy(budget: 3, task: .unobserved)
    let outcomes = try tuned.outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    let tree = try PathTree(of: tuned, on: fitted.data.test, of: fitted, task: .unobserved)
    #expect(abs(tree.root.share - 1) < 1e-12 && abs(tree.root.cost - outcomes.meanCost) < 1e-12)
    #expect(abs(tree.root.quality - outcomes.meanQuality) < 1e-12)
    let drawn = try tuned.drawnOutcomes(on: fitted.data.test, of: fitted, seed: 0, task: .unobserved)
    // In each repeat a query costs 1 or 5.
    #expect(drawn.cost.allSatisfy { [1, 3, 5].contains($0) } && drawn.count == 40)
  }
}
