import Foundation
import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct ModelFitsTests {
  /// One confidence, two train grades away from a line: everything by refitting without each query in turn.
  @Test("S(A) by hand")
  func byHand() throws {
    let parts = Column(name: "split", values: .categories(codes: [0, 0, 0, 0, 1, 1], labels: ["train", "test"]))
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r", "s", "t", "u"], models: ["a"], quality: [0, 0.5, 1, 0.5, 0, 0],
      cost: [1, 1, 1, 1, 1, 1], queryColumns: [parts],
      outcomeColumns: [Column(name: "confidence", values: .numbers([0, 1, 2, 3, 4, .nan]))])
    let data = try Dataset(traces: traces, models: [0], queries: Array(0..<6), split: .column("split"))
    var estimator = LinearEstimator(ridge: 0)
    estimator.isNormal = true
    let estimates = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let (start, end) = (estimates.estimates(given: ModelSet()), estimates.estimates(given: ModelSet([0])))
    // Before the answer: the mean of the other grades; for the test query that of all.
    let means = [2.0 / 3, 0.5, 1.0 / 3, 0.5, 0.5, 0.5]
    #expect(isClose(start, means))
    // After it: the line through the other three. Without p: 0.5, 1, 0.5 at 1, 2, 3, flat at 2/3. Without q: 0, 1, 0.5 at
    // 0, 2, 3, slope 3/14, 0.5 at the mean 5/3, so 5/14 at 1. Without r: 0, 0.5, 0.5 at 0, 1, 3, slope 1/7, 1/3 at 4/3,
    // so 3/7 at 2. Without s: slope 1/2, 3/2 at 3. With all: slope 0.2, 0.5 at 1.5, so 1 at 4;
    // a missing confidence counts as the mean, 1.5.
    let values = [2.0 / 3, 5.0 / 14, 3.0 / 7, 1.5, 1, 0.5]
    #expect(isClose(end, values))
    let moves = zip(means, values).prefix(4).map { $0 - $1 }
    let variance = moves.map { ($0 - moves.mean) * ($0 - moves.mean) }.sum / 3
    #expect(abs(estimates.covariance(given: ModelSet())[0] - variance) < 1e-12)
    #expect(estimates.covariance(given: ModelSet([0])) == [0])
  }
}
