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

  /// The steps are those of the estimates themselves: of the train part, from A to A with the model.
  @Test("Beliefs step as the train part did") func steps() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    let quality = try EvidenceTraces.logistic(data)
    var belief = Belief(modelCount: 3)
    quality.start(7, &belief)
    belief.ran(1)
    quality.observe(1, row: 7, &belief)
    guard case .steps(let model) = belief.prospect else {
      Issue.record("no steps")
      return
    }
    func odds(_ chance: Double) -> Double { log(chance / (1 - chance)) }
    let (before, after) = (quality.estimates(given: ModelSet([1])), quality.estimates(given: ModelSet([1, 2])))
    let steps = StepModel.representatives(of: data.train.map { odds(after[$0 * 3 + 2]) - odds(before[$0 * 3 + 2]) })
    let values = model.values(of: 2, mean: 0.4)
    #expect(values.count == 20 && abs(values.mean - 0.4) < 1e-12)
    for (value, step) in zip(values, steps) {
      #expect(abs(odds(value) - odds(values[0]) - (step - steps[0])) < 1e-6)
    }
    // What has run has no run to come, but others' answers move it: sets step together.
    #expect(model.values(of: 1, mean: 0.4) == [0.4])
    let rows = JointSteps.queryCount(of: data.train.count)
    let maximum = ExpectedMaximum(belief)(of: ModelSet([1, 2]))
    #expect(rows == 40 && maximum >= belief.quality[2] - 1e-9 && maximum < 1)
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

  @Test("S(A) is symmetric and positive semi-definite, and 0 once all have run")
  func covariances() throws {
    let estimates = try EvidenceTraces.logistic(try EvidenceTraces.simulated(models: 4))
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

  /// One confidence, two train grades away from a line: everything by refitting without each query in turn.
  @Test("S(A) by hand")
  func byHand() throws {
    let parts = Column(name: "split", values: .categories(codes: [0, 0, 0, 0, 1, 1], labels: ["train", "test"]))
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r", "s", "t", "u"], models: ["a"], quality: [0, 0.5, 1, 0.5, 0, 0],
      cost: [1, 1, 1, 1, 1, 1], queryColumns: [parts],
      outcomeColumns: [Column(name: "confidence", values: .numbers([0, 1, 2, 3, 4, .nan]))])
    let data = try Dataset(traces: traces, models: [0], queries: Array(0..<6), split: .column("split"))
    let estimates = try #require(try LinearEstimator(ridge: 0).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let (start, end) = (estimates.estimates(given: ModelSet()), estimates.estimates(given: ModelSet([0])))
    // Before the answer: the mean of the other grades; for the test query that of all.
    let means = [2.0 / 3, 0.5, 1.0 / 3, 0.5, 0.5, 0.5]
    #expect(zip(start, means).allSatisfy { abs($0 - $1) < 1e-12 })
    // After it: the line through the other three. Without p: 0.5, 1, 0.5 at 1, 2, 3, flat at 2/3. Without q: 0, 1, 0.5 at
    // 0, 2, 3, slope 3/14, 0.5 at the mean 5/3, so 5/14 at 1. Without r: 0, 0.5, 0.5 at 0, 1, 3, slope 1/7, 1/3 at 4/3,
    // so 3/7 at 2. Without s: slope 1/2, 3/2 at 3. With all: slope 0.2, 0.5 at 1.5, so 1 at 4;
    // a missing confidence counts as the mean, 1.5.
    let values = [2.0 / 3, 5.0 / 14, 3.0 / 7, 1.5, 1, 0.5]
    #expect(zip(end, values).allSatisfy { abs($0 - $1) < 1e-12 })
    let moves = zip(means, values).prefix(4).map { $0 - $1 }
    let variance = moves.map { ($0 - moves.mean) * ($0 - moves.mean) }.sum / 3
    #expect(abs(estimates.covariance(given: ModelSet())[0] - variance) < 1e-12)
    #expect(estimates.covariance(given: ModelSet([0])) == [0])
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
