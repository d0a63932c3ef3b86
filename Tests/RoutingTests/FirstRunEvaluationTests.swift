import Routing
import Testing
import Traces

@Suite struct FirstRunEvaluationTests {
  /// Policies that run one model, each of several kinds, together and one by one, with both tie rules; some outcomes are
  /// missing.
  @Test(arguments: [false, true])
  func togetherAsOneByOne(_ hasHoles: Bool) throws {
    var fitted = try SimulatedBench.routerBench(queries: 200, seed: 6)
    if hasHoles {
      let data = try HoledTraces.deleting(
        fitted.data, split: .hashed(train: 0.3, tune: 0.3, seed: 0), HoledTraces.atRandom(0.3))
      fitted = SmallTraces.truthful(data)
    }
    let rows = fitted.data.test
    var policies: [any Policy] = [0, 50, 300].map { RoutingPolicy(lambda: $0) }
    for (strategy, name) in [(MixStrategy() as any Strategy, "mix"), (OracleStrategy(), "oracle")] {
      let tuner = try strategy.tuner(for: fitted, task: .unobserved)
      policies += try [0.0003, 0.001].map { try tuner.policy(budget: $0, task: .unobserved).policy }
      #expect(policies.last!.reach(modelCount: 5) == .subsets(upTo: 1), "\(name)")
    }
    policies.append(IndexPolicy(lambda: 100, maxDepth: 1))
    policies.append(CascadePolicy(lambdas: [100]))
    let variants = policies.flatMap {
      [PolicyVariant(policy: $0, rule: .lowestCost), .init(policy: $0, rule: .highestCost)]
    }
    let together = try variants.outcomes(on: rows, of: fitted, task: .unobserved)
    for (variant, own) in zip(variants, together) {
      // Serving a row runs the models one after the other and asks for the answer.
      let paths = try variant.policy.paths(rows, of: fitted, rule: variant.rule, task: .unobserved)
      #expect(own.cost == zip(rows, paths).map { $1.cost($0, of: fitted.data) })
      #expect(own.quality == zip(rows, paths).map { $1.quality($0, of: fitted.data) })
      for model in 0..<fitted.data.modelCount {
        #expect(own.ran[model] == Double(paths.count { $0.ran.contains(model) }))
        #expect(own.answered[model] == Double(paths.count { $0.answer == model }))
      }
    }
  }
}
