import Glibc
import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LatentRegressionTests {
  /// theta = 0.8 z + 0.6 e with z given as a column: the regression finds both numbers again.
  @Test func featuresTellOfTheta() throws {
    let data = try Self.world(queries: 3000, models: 30)
    let fitted = try LatentDifficulty(data, task: .unobserved)
    let (regression, design) = try #require(try LatentRegression.fitted(fitted, data, task: .unobserved))
    let hints = try #require(Self.hints(of: data))
    let line = LeastSquaresLine(x: hints, y: (0..<data.count).map { regression.mean(at: design[$0]) })
    #expect(abs(line.slope - 0.8) < 0.06 && abs(line.intercept) < 0.08)
    #expect(abs(regression.deviation - 0.6) < 0.05)
  }

  /// Groups alone keep their own priors.
  @Test func groupsAreNoFeatures() throws {
    var traces = try Simulator.traces(named: "sim:agentic", queries: 100)
    traces.queryColumns.removeAll { $0.name != "group" }
    let data = try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(0..<100), split: .hashed(train: 0.5, tune: 0, seed: 0))
    let fitted = try LatentDifficulty(data, task: .unobserved)
    let isFound = try LatentRegression.fitted(fitted, data, task: .unobserved) != nil
    #expect(!isFound)
  }

  /// A query a hundred times as hard as any that was fitted on is as hard as the hardest node, and no more.
  @Test func queriesFarOutsideStayInSight() throws {
    let traces = try Self.world(queries: 200, models: 5).traces
    var hints = try #require(Self.hints(of: try Self.dataset(traces)))
    let data = try Self.dataset(traces)
    let far = data.test[0]
    hints[data.queryIndices[far]] = -200
    var moved = traces
    moved.queryColumns = [Column(name: "x_hint", values: .numbers(hints))]
    let estimates: any QualityEstimates = try IRTEstimator(isJudged: true).fit(
      try Self.dataset(moved), task: .unobserved)
    var belief = Belief(modelCount: 5)
    estimates.start(far, &belief)
    let latent = try LatentDifficulty(data, task: .unobserved)
    for model in 0..<5 {
      // Theta is N(-4, 0.6^2) on [-4, 4]: nearly all of it is below -2.
      let curve = latent.curves[model]
      #expect(belief.quality[model] > curve.value(at: -4) && belief.quality[model] < curve.value(at: -2))
    }
  }

  private static func hints(of data: Dataset) -> [Double]? {
    guard case .numbers(let hints)? = data.traces.queryColumn("x_hint")?.values else { return nil }
    return hints
  }

  private static func world(queries: Int, models: Int) throws -> Dataset {
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
    return try dataset(traces)
  }

  private static func dataset(_ traces: TraceSet) throws -> Dataset {
    try Dataset(
      traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
      split: .hashed(train: 0.5, tune: 0, seed: 0))
  }
}
