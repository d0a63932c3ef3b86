import Input
import Routing
import Testing
import Traces
import Workbench

@Suite struct StoredPolicyTests {
  private func fitted(_ split: Split) throws -> FittedTraces {
    let data = try Dataset(
      traces: try Simulator.traces(named: "sim:cascade", queries: 150, seed: 2), models: [0, 1, 2],
      queries: Array(0..<150), split: split)
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try LogisticEstimator().estimates(of: data, task: .unobserved) as any QualityEstimates,
        cost: try ConstantEstimator().estimates(of: data, task: .unobserved) as any CostEstimates))
  }

  /// What is read back does the same on every query, fold by fold where there are folds, and says the same of itself.
  @Test(arguments: [Split.hashed(train: 0.3, tune: 0.3, seed: 0), .folds(count: 3, repeats: 2, seed: 1)])
  func whatIsReadDoesTheSame(_ split: Split) throws {
    let fitted = try fitted(split)
    let models = fitted.data.models
    let names = [
      "mix", "routing", "threshold", "cascade", "cascade-routing", "index", "pairs", "index+always",
      "single:" + models[1],
    ]
    for name in names {
      let specification = try StrategySpecification(name)
      let strategy = try Strategies.strategy(specification, models: models)
      let tuner = try strategy.tuner(for: fitted, task: .unobserved)
      for budget in [1e-9, 0.0002, 0.001, 1] {
        let tuned = try tuner.policy(budget: budget, task: .unobserved)
        let text = tuned.json(of: name, models: models).text
        let node = JSONNode(try JSONParser.parse(text, path: "t"))
        let read = try #require(try strategy.tuned(from: node, models: models))
        #expect(read.folds.count == tuned.folds.count && read.json(of: name, models: models).text == text)
        let (own, again) = try (
          tuned.outcomes(on: fitted.data.test, of: fitted, task: .unobserved),
          read.outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
        )
        #expect(own.cost == again.cost && own.quality == again.quality && own.ran == again.ran, "\(name) at \(budget)")
      }
    }
  }

  /// The nearest train queries are in no file.
  @Test func whatNeedsTracesIsNotRead() throws {
    let fitted = try fitted(.hashed(train: 0.3, tune: 0.3, seed: 0))
    let strategy = try Strategies.strategy(try StrategySpecification("knn"), models: fitted.data.models)
    let tuned = try strategy.tuner(for: fitted, task: .unobserved).policy(budget: nil, task: .unobserved)
    let node = JSONNode(try JSONParser.parse(tuned.json(of: "knn", models: fitted.data.models).text, path: "t"))
    #expect(try strategy.tuned(from: node, models: fitted.data.models) == nil)
  }
}
