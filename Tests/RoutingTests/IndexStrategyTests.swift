import Routing
import Testing
import Traces

@Suite struct IndexStrategyTests {
  /// Two models, certain estimates equal to the truth. Values are q - lambda c; query 0 switches from m0 to m1 where
  /// 0.2 - lambda = 0.8 - 3 lambda, at lambda = 0.3; query 1 at 0.5 - lambda = 0.9 - 3 lambda, at 0.2. With a budget of 2
  /// on four queries (two of each) one kind must take m1: lambda = 0.3 or just below serves query 0 so.
  @Test func thePriceMeetsTheBudget() throws {
    let data = try SmallTraces.tuning(
      qualities: [[0.2, 0.8], [0.5, 0.9], [0.2, 0.8], [0.5, 0.9]], costs: [[1, 3], [1, 3], [1, 3], [1, 3]])
    let fitted = SmallTraces.truthful(data)
    let tuner = try IndexStrategy().tuner(for: fitted, task: .unobserved)
    let tuned = try tuner.policy(budget: 2, task: .unobserved)
    #expect(tuned.lambdas.count == 1 && tuned.lambdas[0] >= 0.2 - 1e-6 && tuned.lambdas[0] <= 0.3 + 1e-6)
    let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(abs(outcomes.meanCost - 2) < 1e-9 && abs(outcomes.meanQuality - 0.65) < 1e-9)
    // A budget between two costs is met by mixing the rules at a tie.
    let between = try tuner.policy(budget: 1.5, task: .unobserved)
    let mixed = try between.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(between.gamma > 0 && abs(mixed.meanCost - 1.5) < 1e-9 && abs(mixed.meanQuality - 0.5) < 1e-9)
  }

  @Test func itIsSpelledWithADepth() throws {
    let specification = try StrategySpecification("index+max-depth=3")
    #expect(specification.canonical == "index+max-depth=3")
    let strategy = try Strategies.kind("index").make(specification, ["a", "b"])
    #expect((strategy as? IndexStrategy)?.maxDepth == 3)
  }
}
