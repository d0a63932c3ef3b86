import Input
import Mathematics
import Routing
import Testing
import Traces

/// Pools of more models than a word has bits, and than the search of sets can hold.
@Suite struct ManyModelsTests {
  /// Model m costs m + 1; on query q the models are right from the last but 20 q on, so that the dearest always is.
  private func fitted(_ modelCount: Int = 300) throws -> FittedTraces {
    let models = (0..<modelCount).map { "m\($0)" }
    let queries = 0..<12
    let parts = queries.map { Int32($0 % 3) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(queries.map { "q\($0)" }), models: models,
      quality: queries.flatMap { query in models.indices.map { $0 >= modelCount - 1 - 20 * query ? 1.0 : 0 } },
      cost: queries.flatMap { _ in models.indices.map { Double($0 + 1) } },
      queryColumns: [
        Column(name: "split", values: .categories(codes: parts, labels: ["train", "tune", "test"])),
        Column(name: "x_number", values: .numbers(queries.map(Double.init))),
      ])
    let data = try Dataset(
      traces: traces, models: Array(models.indices), queries: Array(queries), split: .column("split"))
    return SmallTraces.truthful(data)
  }

  @Test(arguments: ["single:m299", "mix", "routing", "threshold", "index", "knn", "pairs", "oracle"])
  func strategiesWithoutSetsRun(name: String) throws {
    let fitted = try fitted()
    let strategy = try Strategies.strategy(try StrategySpecification(name), models: fitted.data.models)
    let tuned = try strategy.tuner(for: fitted, task: .unobserved).policy(budget: 400, task: .unobserved)
    let outcomes = try tuned.outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    // Within a budget above the dearest model, which is always right.
    #expect(outcomes.meanQuality == 1 && outcomes.meanCost <= 400)
  }

  /// With the truth as estimate the cheapest right model runs: 299 - 20 query, its cost one more; queries 2, 5, 8, 11.
  @Test func theCheapestRightModelIsFound() throws {
    let fitted = try fitted()
    let outcomes = try RoutingPolicy(lambda: 1e-4).outcomes(
      on: fitted.data.test, of: fitted, rule: .lowestCost, task: .unobserved)
    #expect(outcomes.cost == [260, 200, 140, 80] && outcomes.quality == [1, 1, 1, 1])
    let narration = IndexPolicy(lambda: 1e-4).narrate(fitted.data.test[0], of: fitted, rule: .lowestCost)
    #expect(narration.belief.answered == [259] && narration.cost == 260)
  }

  /// Answered sets of more models than a word has bits: 65 are one more, 130 fill two words.
  @Test(arguments: [65, 130]) func cascadesOfWidePoolsAreLookedUp(modelCount: Int) throws {
    let fitted = try fitted(modelCount)
    let rows = Array(0..<fitted.data.count)
    let cache = DecisionCache(fitted, rows: rows)
    let policies: [@Sendable (Double) -> any Policy] = [
      { CascadePolicy(lambdas: [$0]) }, { ThresholdPolicy(thresholds: [1 - $0]) },
      { CascadeRoutingPolicy(lambdas: [$0], options: SearchOptions(maxDepth: 2)) },
    ]
    for policy in policies {
      #expect((policy(1) as? any TabulatedPolicy)?.isTabulated(modelCount: modelCount) == true)
      let variants = [0, 1e-6, 1e-4, 1e-3, 1e-2, 1].flatMap { price in
        TieRule.allCases.map { PolicyVariant(policy: policy(price), rule: $0) }
      }
      let direct = DecisionCacheTests.direct(variants, fitted, rows)
      #expect(direct.contains { $0.ran[modelCount - 1] > 0 })
      for pass in ["new", "known"] {
        DecisionCacheTests.expectEqual(try cache.outcomes(of: variants, task: .unobserved), direct, "\(pass)")
      }
    }
  }

  @Test(arguments: ["cascade", "cascade-routing", "cascade-routing+slow"])
  func searchesOfSetsNameTheirLimit(name: String) throws {
    let fitted = try fitted()
    let error = #expect(throws: RoutingError.self) {
      try Strategies.strategy(try StrategySpecification(name), models: fitted.data.models)
    }
    guard case .unsuitable(_, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("300 models, but at most 256"))
  }
}
