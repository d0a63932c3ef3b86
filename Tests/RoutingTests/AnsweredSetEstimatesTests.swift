import Foundation
import Mathematics
import Routing
import Testing
import Traces

@Suite struct AnsweredSetEstimatesTests {
  @Test("A belief is that of its answered set, whatever the order of the answers")
  func order() throws {
    let data = try EvidenceTraces.simulated(models: 4)
    let quality = try EvidenceTraces.logistic(data, isNormal: true)
    let estimates = Estimates(
      quality: quality, cost: try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates)
    var belief = Belief(modelCount: 4)
    for (row, order) in [(5, [0, 1, 2, 3]), (5, [3, 1, 0, 2]), (17, [2, 0, 3, 1])] {
      estimates.start(row, &belief)
      for step in 0...4 {
        let set = ModelSet(order.prefix(step))
        #expect(belief.quality == Array(quality.estimates(given: set)[row * 4..<row * 4 + 4]))
        let matrix = quality.covariance(given: set)
        #expect(belief.sigma == (0..<4).map { matrix[$0 * 5].squareRoot() })
        #expect((belief.covariance?.matrix ?? [Double](repeating: 0, count: 16)) == matrix)
        #expect((belief.covariance == nil) == (step == 4))
        if step < 4 { estimates.observe(order[step], row: row, &belief) }
      }
    }
  }

  @Test("Where answers bring no features any number of models will do, and answers change nothing") func wide() throws {
    let data = try EvidenceTraces.simulated(models: 12)
    let quality = try #require(
      try LogisticEstimator(ridge: 1, families: [.length]).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    var belief = Belief(modelCount: 12)
    quality.start(3, &belief)
    let start = belief.quality
    belief.ran(4)
    quality.observe(4, row: 3, &belief)
    #expect(belief.quality == start && belief.sigma == start.map { _ in 0 } && belief.covariance == nil)
  }

  @Test("An interrupted fit stops before its first regression") func cancelled() throws {
    let data = try EvidenceTraces.simulated(models: 4)
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: RoutingError.cancelled) {
      try LogisticEstimator(ridge: 1).fit(data, task: TaskContext(flag: flag))
    }
  }
}
