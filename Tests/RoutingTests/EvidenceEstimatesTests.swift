import Foundation
import Mathematics
import Routing
import Testing
import Traces

@Suite struct EvidenceEstimatesTests {
  private func fitted(_ data: PooledTraces, ridge: Double = 1) throws -> EvidenceEstimates {
    try #require(try LogisticEstimator(ridge: ridge).fit(data, work: .unobserved) as? EvidenceEstimates)
  }

  @Test("The features of a set are those of the query, of its models and of their pairs")
  func features() throws {
    let estimates = try fitted(try EvidenceTraces.simulated(models: 3))
    #expect(estimates.features(given: ModelSet()) == ["length"])
    #expect(
      estimates.features(given: ModelSet([0, 2])) == [
        "length", "confidence(m0)", "confidence(m2)", "agreement(m0, m2)",
      ])
    #expect(estimates.features(given: ModelSet([0, 1, 2])).count == 7)
  }

  @Test("A belief is that of its answered set, whatever the order of the answers")
  func order() throws {
    let data = try EvidenceTraces.simulated(models: 4)
    let quality = try fitted(data)
    let estimates = Estimates(
      quality: quality, cost: try ConstantEstimator().fit(data, work: .unobserved) as any CostEstimates)
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

  @Test("S(A) is symmetric and positive semi-definite, and 0 once all have run")
  func covariances() throws {
    let estimates = try fitted(try EvidenceTraces.simulated(models: 4))
    let key = RandomKey(seed: 2, purpose: "directions")
    for mask in 0..<16 {
      let matrix = estimates.covariance(given: ModelSet((0..<4).filter { mask >> $0 & 1 == 1 }))
      for item in 0..<50 {
        let x = (0..<4).map { key.mixing(item).mixing($0).normal }
        var form = 0.0
        for i in 0..<4 {
          for j in 0..<4 {
            #expect(matrix[i * 4 + j] == matrix[j * 4 + i])
            form += x[i] * matrix[i * 4 + j] * x[j]
          }
        }
        #expect(mask == 15 ? form == 0 : form > -1e-12)
      }
      // Models that have run still move, as others' answers tell of theirs.
      if mask == 1 { #expect(matrix[0] > 1e-4) }
    }
  }

  @Test("S(A) by hand")
  func byHand() throws {
    let parts = Column(name: "split", values: .categories(codes: [0, 0, 0, 1], labels: ["train", "test"]))
    // Both confidences together meet any three grades exactly; that of the first model meets its own.
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r", "s"], models: ["a", "b"],
      quality: [0, 1, 0.5, 0, 1, 0.5, 0, 0], cost: [1, 2, 1, 2, 1, 2, 1, 2], queryColumns: [parts],
      outcomeColumns: [Column(name: "confidence", values: .numbers([0, 0, 1, 1, 2, 0, 3, .nan]))])
    let data = try PooledTraces(traces: traces, models: [0, 1], queries: [0, 1, 2, 3], split: .column("split"))
    let estimates = try #require(try LinearEstimator(ridge: 0).fit(data, work: .unobserved) as? EvidenceEstimates)
    // Before any answer the estimate is the mean, after all it is the grade: S is the covariance of the grades.
    let start = estimates.covariance(given: ModelSet())
    #expect(zip(start, [0.25, -0.125, -0.125, 0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
    // The second grade on the first confidence: 0.75, 0.5, 0.25, off by -0.25, 0.5, -0.25.
    let after = estimates.covariance(given: ModelSet([0]))
    #expect(zip(after, [0, 0, 0, 0.1875]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(estimates.estimates(given: ModelSet([0]))[7]) < 1e-12)  // 0.5 - 0.25 * (3 - 1)
    // A missing confidence counts as the mean, 1/3: a line through (0, .75), (1, 0) and (0, .75 - .5) there.
    let other = estimates.estimates(given: ModelSet([1]))
    #expect(abs(other[7] - 0.5) < 1e-12)
  }

  @Test("More than nine models are refused with advice")
  func limit() throws {
    #expect(throws: Never.self) { try fitted(try EvidenceTraces.simulated(models: 9)) }
    let many = try EvidenceTraces.simulated(models: 10)
    let error = #expect(throws: RoutingError.self) { try fitted(many) }
    guard case .unsuitable("logistic", let reason)? = error else {
      Issue.record("not refused as unsuitable")
      return
    }
    #expect(reason.contains("10 models") && reason.contains("pool hull"))
  }

  @Test("It does not matter which thread reaches a set first")
  func threads() throws {
    let data = try EvidenceTraces.simulated(models: 5)
    let (alone, together) = (try fitted(data), try fitted(data))
    let sets = (0..<32).map { mask in ModelSet((0..<5).filter { mask >> $0 & 1 == 1 }) }
    DispatchQueue.concurrentPerform(iterations: 64) { _ = together.estimates(given: sets[(13 * $0) % 32]) }
    for set in sets.reversed() {
      #expect(alone.estimates(given: set) == together.estimates(given: set))
      #expect(alone.covariance(given: set) == together.covariance(given: set))
    }
  }
}
