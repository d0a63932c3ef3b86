import Routing
import Testing
import Traces

@Suite struct RidgePenaltyTests {
  /// With a single feature z of variance 1 on n train rows the slope is (sum of z q) / (n + penalty): a chosen penalty falls
  /// on a model's own confidence to a tenth.
  @Test func aTenthOfAChosenPenaltyFallsOnTheModelsOwnAnswer() throws {
    let data = try EvidenceTraces.simulated(models: 1)
    let own = data.train.map { confidence($0, data) }
    let count = Double(own.count)
    let mean = own.reduce(0, +) / count
    let spread = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    let quality = data.train.map { data.quality[$0] }
    let level = quality.reduce(0, +) / count
    let product = zip(own, quality).reduce(0) { $0 + ($1.0 - mean) / spread * ($1.1 - level) }
    let chosen = try #require(
      try LinearEstimator(families: [.confidence]).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let given = try #require(
      try LinearEstimator(ridge: 30, families: [.confidence]).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    for (estimates, penalty) in [(chosen, chosen.ridge / 10), (given, 30)] {
      let values = estimates.estimates(given: ModelSet([0]))
      for row in data.test.prefix(5) {
        let place = (self.confidence(row, data) - mean) / spread
        #expect(abs(values[row] - (level + product / (count + penalty) * place)) < 1e-9)
      }
    }
  }

  private func confidence(_ row: Int, _ data: Dataset) -> Double {
    guard case .numbers(let values)? = data.traces.outcomeColumn("confidence")?.values else { return .nan }
    return values[data.queryIndices[row]]
  }
}
