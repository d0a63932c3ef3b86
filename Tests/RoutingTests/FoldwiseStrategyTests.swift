import Input
import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct FoldwiseStrategyTests {
  /// A fold by hand: at a budget of 2 the mixture on the other folds runs `dear` for a quarter of the queries where it is
  /// the better one; costs are 1 and 5 for every query. The served fold plays no part.
  @Test(arguments: [1, 3]) func eachFoldIsServedByWhatTheOthersTaught(repeats: Int) throws {
    let data = try FoldTraces.data(count: 40, folds: 5, repeats: repeats)
    let fitted = try FoldTraces.fitted(data)
    let tuned = try FoldwiseStrategy(MixStrategy()).tuner(for: fitted, task: .unobserved)
      .policy(budget: 2, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    let folds = try #require(data.folds)
    var (quality, cost) = ([Double](repeating: 0, count: 40), [Double](repeating: 0, count: 40))
    for deal in folds.deals {
      for row in 0..<40 {
        let rest = (0..<40).filter { deal[$0] != deal[row] }
        let share = rest.map { data.quality[$0 * 2 + 1] }.sum > rest.map { data.quality[$0 * 2] }.sum ? 0.25 : 0
        quality[row] += ((1 - share) * data.quality[row * 2] + share * data.quality[row * 2 + 1]) / Double(repeats)
        cost[row] += (1 + 4 * share) / Double(repeats)
      }
    }
    #expect(isClose(outcomes.quality, quality))
    #expect(isClose(outcomes.cost, cost))
    #expect(abs(outcomes.ran.sum - 40) < 1e-9 && abs(outcomes.answered.sum - 40) < 1e-9)
    #expect(outcomes.repeatMeans.count == (repeats == 1 ? 0 : repeats))
    if repeats > 1 {
      #expect(abs(outcomes.repeatMeans.map(\.quality).mean - outcomes.meanQuality) < 1e-12)
    }
  }

  /// What is done with a query does not depend on how its own answers turned out.
  @Test(arguments: ["routing+always", "cascade-routing", "index", "threshold", "mix"])
  func noOutcomeOfAQueryReachesItsOwnDecisions(_ spelling: String) throws {
    let strategy = try Strategies.strategy(try StrategySpecification(spelling), models: ["cheap", "dear"])
    func cost(flipping row: Int?) throws -> [Double] {
      let fitted = try FoldTraces.fitted(try FoldTraces.data(count: 30, folds: 3, flipping: row))
      return try strategy.tuner(for: fitted, task: .unobserved).policy(budget: 2, task: .unobserved)
        .outcomes(on: fitted.data.test, of: fitted, task: .unobserved).cost
    }
    let before = try cost(flipping: nil)
    for row in stride(from: 1, to: 30, by: 9) { #expect(try cost(flipping: row)[row] == before[row]) }
  }

  /// Nothing but the means is believed, so all queries tie: of a budget of 3 a half of them runs `dear` for 5, the others
  /// `cheap` for 1, in every fold and among queries to come.
  @Test(arguments: ["routing+always", "cascade-routing+always", "index+always"])
  func aBudgetBuysAShareOfATieOfAllQueries(_ spelling: String) throws {
    let strategy = try Strategies.strategy(try StrategySpecification(spelling), models: ["cheap", "dear"])
    let data = try FoldTraces.data(count: 200, folds: 5)
    let fitted = try FoldTraces.fitted(data)
    let tuner = try strategy.tuner(for: fitted, task: .unobserved)
    for budget in [2.0, 3, 4.5] {
      var tuned = try tuner.policy(budget: budget, task: .unobserved)
      let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
      #expect(outcomes.cost.allSatisfy { abs($0 - budget) < 1e-9 })
      #expect(abs(tuned.gamma - (budget - 1) / 4) < 1e-9)
      tuned.folds = []
      let whole = FittedTraces(
        data: data,
        estimates: Estimates(
          quality: try ConstantEstimator().fit(data, task: .unobserved) as any QualityEstimates,
          cost: try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates))
      let later = try tuned.outcomes(on: data.test, of: whole, task: .unobserved)
      #expect(abs(later.meanCost - budget) < 1e-9)
    }
  }

  /// Ten queries of which `cheap` costs 1 and `dear` 5, one after the other 1, 2, ... 10 more: in every fold `dear` costs
  /// something else, but the budget that buys it on all queries buys it, and nothing else, in each.
  @Test func aBudgetOfAModelBuysItInEveryFold() throws {
    let costs = (1...10).flatMap { [1.0, 5 + Double($0)] }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<10).map { "q\($0)" }), models: ["cheap", "dear"],
      quality: (0..<10).flatMap { [$0 % 5 == 0 ? 1.0 : 0, 1] }, cost: costs, queryColumns: [])
    let fitted = try FoldTraces.fitted(
      try Dataset(traces: traces, models: [0, 1], queries: Array(0..<10), split: .folds(count: 5, repeats: 1, seed: 1)))
    let tuner = try FoldwiseStrategy(MixStrategy()).tuner(for: fitted, task: .unobserved)
    let dear = try tuner.policy(budget: 10.5, task: .unobserved)
      .outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    #expect(abs(dear.meanCost - 10.5) < 1e-9 && abs(dear.meanQuality - 1) < 1e-9)
    let cheap = try tuner.policy(budget: 1, task: .unobserved)
      .outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    #expect(abs(cheap.meanCost - 1) < 1e-9 && abs(cheap.meanQuality - 0.2) < 1e-9)
  }

  /// The best model of each query where all queries are at hand, `cheap` alone in the folds, where mixing with the rest of the
  /// budget is ahead. What is measured is that mixture, so that is what serves queries to come. At a budget of 2 it has `dear`
  /// on a quarter: the gain of `cheap` over it is a quarter of the difference, in the mean over the folds.
  @Test func whereAllFoldsMixSoDoesThePolicy() throws {
    struct Fickle: Strategy {
      func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
        fitted.folds.isEmpty
          ? try SingleStrategy(model: 0).tuner(for: fitted, task: task)
          : try OracleStrategy().tuner(for: fitted, task: task)
      }
    }
    let data = try FoldTraces.data(count: 40, folds: 5)
    let fitted = try FoldTraces.fitted(data)
    let alone = try FallbackStrategy(Fickle()).tuner(for: fitted, task: .unobserved)
      .policy(budget: 2, task: .unobserved)
    #expect(alone.fallback == nil && !(alone.policy is MixPolicy))
    let tuned = try FoldwiseStrategy(FallbackStrategy(Fickle())).tuner(for: fitted, task: .unobserved)
      .policy(budget: 2, task: .unobserved)
    #expect(tuned.policy is MixPolicy && tuned.folds.count == 5 && tuned.budget == 2)
    #expect(abs(tuned.gamma - 0.25) < 1e-12)
    let deal = try #require(data.folds).deals[0]
    let losses = (0..<40).map { row -> Double in (data.quality[2 * row] - data.quality[2 * row + 1]) / 4 }
    let gains = (0..<5).map { fold -> Double in
      let rest = (0..<40).filter { deal[$0] != fold }
      return rest.map { losses[$0] }.mean
    }
    #expect(abs(try #require(tuned.fallback).gain - gains.mean) < 1e-12)
  }
}
