import Mathematics
import Routing
import Testing
import Traces

@Suite struct TunerTests {
  /// A tuner of one policy, whatever the budget.
  private struct One: Tuner {
    func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
      TunedPolicy(policy: RoutingPolicy(lambda: 3), budget: budget, lambdas: [3])
    }
  }

  @Test func withoutPricesPerStepThereIsOnePolicy() throws {
    let constant = try One().constantPolicy(budget: 2, task: .unobserved)
    #expect(constant.lambdas == [3] && constant.budget == 2)
    #expect(One().policy(lambda: 1)?.lambdas == nil)
  }

  @Test func budgetsFollowOneAnother() throws {
    #expect(try One().policies(budgets: [2, 1, 2], task: .unobserved).map(\.budget) == [2, 1, 2])
  }

  /// Estimates that know little of the queries, so that mixtures are as good.
  private func bench(inFolds: Bool) throws -> FittedTraces {
    let data = try Dataset(
      traces: try Simulator.traces(named: "sim:routerbench", queries: 200, seed: 3), models: [0, 5, 10],
      queries: Array(0..<200),
      split: inFolds ? .folds(count: 3, repeats: 1, seed: 0) : .hashed(train: 0.3, tune: 0.3, seed: 0))
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: 3, postHoc: 1).estimates(of: data, task: .unobserved)
          as any QualityEstimates,
        cost: try ConstantEstimator().estimates(of: data, task: .unobserved) as any CostEstimates))
  }

  /// With and without folds, and where some budgets are left to mixtures: what is computed for all budgets at once is what each
  /// gets by itself.
  @Test(arguments: [false, true], ["routing", "cascade-routing", "index", "threshold"])
  func allBudgetsAtOnceAreAsOneByOne(inFolds: Bool, name: String) throws {
    let fitted = try bench(inFolds: inFolds)
    let strategy = try Strategies.strategy(try StrategySpecification(name), models: fitted.data.models)
    let budgets = [0.00005, 0.0002, 0.0007, 0.002, 0.003]
    let tuner = try strategy.tuner(for: fitted, task: .unobserved)
    let together = try tuner.policies(budgets: budgets, task: .unobserved)
    var mixed = 0
    for (budget, tuned) in zip(budgets, together) {
      let own = try strategy.tuner(for: fitted, task: .unobserved).policy(budget: budget, task: .unobserved)
      #expect(own.folds.count == tuned.folds.count && tuned.folds.count == (inFolds ? 3 : 0))
      for (one, other) in zip([own] + own.folds, [tuned] + tuned.folds) {
        #expect(one.lambdas == other.lambdas && one.thresholds == other.thresholds && one.gamma == other.gamma)
        #expect(one.budget == other.budget && one.fallback?.gain == other.fallback?.gain)
        if one.fallback != nil { mixed += 1 }
      }
    }
    #expect(mixed > 0)
  }
}
