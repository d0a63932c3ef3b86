import Glibc
import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct IRTEstimatorTests {
  @Test func aFailureLowersAndASuccessRaisesAllOthers() throws {
    let traces = try Simulator.traces(named: "sim:agentic", queries: 1000, seed: 4)
    let data = try Dataset(
      traces: traces, models: Array(0..<24), queries: Array(0..<1000), split: .standard)
    let estimates = try IRTEstimator(isJudged: true).fit(data, task: .unobserved)
    var belief = Belief(modelCount: 24)
    for row in data.test.prefix(30) {
      belief.forget()
      estimates.start(row, &belief)
      let before = belief.quality
      belief.ran(12)
      estimates.observe(12, row: row, &belief)
      let isRight = data.quality[row * 24 + 12] == 1
      for model in 0..<24 where model != 12 { #expect(isRight == (belief.quality[model] > before[model])) }
    }
  }

  /// A world as the formula has it - ease theta, answers, confidences that hang on the answer alone: estimates are
  /// calibrated before and after, revised without bias, and by as much as sigma says.
  @Test func confidencesAreTakenIn() throws {
    let data = try Self.confidentWorld(queries: 8000)
    let estimates = try IRTEstimator(isJudged: false).fit(data, task: .unobserved)
    var belief = Belief(modelCount: 3)
    var (before, after, truth, steps, variances) = ([Double](), [Double](), [Double](), [Double](), [Double]())
    for row in data.test {
      belief.forget()
      estimates.start(row, &belief)
      for model in [0, 1] {
        belief.ran(model)
        estimates.observe(model, row: row, &belief)
      }
      before.append(belief.quality[2])
      variances.append(belief.sigma[2] * belief.sigma[2])
      belief.ran(2)
      estimates.observe(2, row: row, &belief)
      after.append(belief.quality[2])
      truth.append(data.quality[row * 3 + 2])
      steps.append(after[after.count - 1] - before[before.count - 1])
    }
    #expect(before.standardDeviation > 0.1)
    #expect(abs(LeastSquaresLine(x: before, y: truth).slope - 1) < 0.15)
    #expect(abs(LeastSquaresLine(x: after, y: truth).slope - 1) < 0.1)
    #expect(abs(LeastSquaresLine(x: before, y: after).slope - 1) < 0.1)
    #expect(abs(steps.standardDeviation - variances.mean.squareRoot()) < 0.015)
  }

  private static func confidentWorld(queries: Int) throws -> Dataset {
    let key = RandomKey(seed: 6, purpose: "confident world")
    let curves = [(2.0, 0.0), (1.5, -0.5), (2.5, 0.5)]
    var (quality, confidence) = ([Double](), [Double]())
    for query in 0..<queries {
      let theta = key.mixing(query).normal
      for (model, curve) in curves.enumerated() {
        let own = key.mixing(query).mixing(model)
        let right = own.mixing("answer").uniform < 1 / (1 + exp(-(curve.0 * theta + curve.1)))
        quality.append(right ? 1 : 0)
        confidence.append(own.mixing("confidence").normal + (right ? 1.5 : 0))
      }
    }
    let traces = TraceSet(
      source: "by formula", queryIDs: StringColumn((0..<queries).map { "q\($0)" }), models: ["a", "b", "c"],
      quality: quality, cost: (0..<queries).flatMap { _ in [1, 2, 3] },
      outcomeColumns: [Column(name: "confidence", values: .numbers(confidence))])
    return try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(0..<queries), split: .hashed(train: 0.5, tune: 0, seed: 0))
  }

  @Test func withoutConfidencesThereMustBeAJudge() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [1, 0], [1, 1]], [[1, 2], [1, 2], [1, 2]], ["train", "train", "test"])
    #expect(throws: RoutingError.self) { _ = try IRTEstimator(isJudged: false).fit(data, task: .unobserved) }
  }
}
