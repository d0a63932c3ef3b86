import Glibc
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LatentPriorsTests {
  /// theta = 0.8 z + 0.6 e with z given as a column: the regression finds both numbers again.
  @Test func featuresTellOfTheta() throws {
    let data = try Self.world(queries: 3000, models: 30)
    let fitted = try LatentDifficulty(data, work: .unobserved)
    let features = try QueryFeatures(data, families: [.length, .options, .user, .group]).features
    #expect(features.map(\.name) == ["x_hint"])
    let regression = LatentRegression(fitted, data, features)
    let line = LeastSquaresLine(x: features[0].values, y: (0..<data.count).map { regression.mean(of: $0) })
    #expect(abs(line.slope - 0.8) < 0.06 && abs(line.intercept) < 0.08)
    #expect(abs(regression.deviation - 0.6) < 0.05)
    let priors = try LatentPriors(fitted, data, work: .unobserved)
    for row in [3, 100, 2999] {
      let weights = priors[row].flatMap { group in (0..<8).map { group[$0] } }.prefix(41)
      let mean = zip(weights, LatentDifficulty.nodes).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(Array(weights).sum - 1) < 1e-12 && abs(mean - regression.mean(of: row)) < 0.02)
    }
  }

  private static func world(queries: Int, models: Int) throws -> PooledTraces {
    let key = RandomKey(seed: 8, purpose: "latent priors")
    var (quality, hints) = ([Double](), [Double]())
    for query in 0..<queries {
      let own = key.mixing(query)
      let hint = own.mixing("hint").normal
      let theta = 0.8 * hint + 0.6 * own.mixing("rest").normal
      hints.append(hint)
      for model in 0..<models {
        let chance = 1 / (1 + exp(-(1.5 * theta + Double(model % 5 - 2) / 2)))
        quality.append(own.mixing(model).uniform < chance ? 1 : 0)
      }
    }
    let traces = TraceSet(
      source: "by formula", queryIDs: StringColumn((0..<queries).map { "q\($0)" }),
      models: (0..<models).map { "m\($0)" }, quality: quality,
      cost: (0..<queries * models).map { Double($0 % models + 1) },
      queryColumns: [Column(name: "x_hint", values: .numbers(hints))])
    return try PooledTraces(
      traces: traces, models: Array(0..<models), queries: Array(0..<queries),
      split: .hashed(train: 0.5, tune: 0, seed: 0))
  }
}
