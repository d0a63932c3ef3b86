import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct LogisticEstimatorTests {
  /// The mean of (estimate - quality)^2 per model on the test part.
  static func brier(_ estimates: [Double], _ data: Dataset) -> [Double] {
    data.means(of: zip(estimates, data.quality).map { ($0 - $1) * ($0 - $1) }, over: data.test)
  }

  /// numpy on the same traces, by a program whose figures for confidences as recorded are those of scikit-learn 1.9.1:
  /// StandardScaler fitted to the train part, then for each model LogisticRegression(C=1, solver='newton-cholesky',
  /// tol=1e-12) on len(prompt)/1000, log(1e-6 - s) of the confidences s of A and, for i < j in A, whether both answers are
  /// equal once stripped. The covariance is numpy.cov of the train part's differences,
  /// each query left out of both fits by one Newton step (numpy; within .0006 of refitting on every tenth query).
  @Test(
    "Brier scores and covariances on MMLU by an independent program",
    .enabled(if: SharedData.hasTraces, "no ../shared/data"))
  func agreesWithScikitLearn() throws {
    let data = try EvidenceTraces.mmlu()
    #expect(data.models == ["gpt-4o-mini", "qwen2.5-32b-coder-instruct", "qwen2.5-72b-instruct", "gpt-4o"])
    #expect(data.train.count == 285 && data.test.count == 1531)
    var estimator = LogisticEstimator(ridge: 1)
    estimator.isNormal = true
    let estimates = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
    func expect(_ values: [Double], _ recorded: [Double], _ comment: Comment) {
      #expect(isClose(values, recorded, within: 2e-6), comment)
    }
    expect(
      Self.brier(estimates.estimates(given: ModelSet()), data), [0.187783, 0.192276, 0.152483, 0.141027], "ex-ante")
    let postHoc = (0..<4).map { Self.brier(estimates.estimates(given: ModelSet([$0])), data)[$0] }
    expect(postHoc, [0.144203, 0.150204, 0.119695, 0.109982], "post-hoc")
    expect(
      Self.brier(estimates.estimates(given: ModelSet([0, 1, 2, 3])), data), [0.108006, 0.113307, 0.124793, 0.118765],
      "all run")
    expect(
      estimates.covariance(given: ModelSet([0])),
      [
        0.08819416, 0.04129809, 0.02559424, 0.05173762, 0.04129809, 0.06189352, 0.0290858, 0.03927383, 0.02559424,
        0.0290858, 0.02384754, 0.0242961, 0.05173762, 0.03927383, 0.0242961, 0.07352235,
      ], "S({gpt-4o-mini})")
  }

  /// The same figures in numpy, with a tenth of the penalty on a model's own confidence: log losses summed over the four
  /// models of 1.0689 at 10, with a standard error of 0.1267 over queries, 1.0768 at 30, 1.1516 at 100 and 1.2950 at 300.
  @Test("The penalty is chosen by leaving queries out", .enabled(if: SharedData.hasTraces, "no ../shared/data"))
  func choosesItsPenalty() throws {
    let data = try EvidenceTraces.mmlu()
    let estimates = try #require(try LogisticEstimator().fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(estimates.ridge == 100)
  }

  @Test("Separated classes do not blow up")
  func separation() throws {
    let data = try EvidenceTraces.simulated(models: 2, isSeparated: true)
    for ridge in [0, 1e-6, 1] {
      let estimates = try #require(
        try LogisticEstimator(ridge: ridge).fit(data, task: .unobserved) as? AnsweredSetEstimates)
      for mask in 0..<4 {
        let set = ModelSet((0..<2).filter { mask >> $0 & 1 == 1 })
        let values = estimates.estimates(given: set)
        #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(estimates.covariance(given: set).allSatisfy { $0.isFinite })
      }
      #expect(Self.brier(estimates.estimates(given: ModelSet([0])), data)[0] < (ridge == 1 ? 0.02 : 0.001))
    }
  }

  @Test("Without features it is the train mean, and nothing is learnt")
  func mean() throws {
    let data = try EvidenceTraces.simulated(models: 2)
    var estimator = LogisticEstimator(families: [])
    let estimates = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let means = data.means(of: data.quality, over: data.train)
    let values = estimates.estimates(given: ModelSet([1]))
    let unseen = 2 * data.test[0]
    #expect(abs(values[unseen] - means[0]) < 1e-9 && abs(values[unseen + 1] - means[1]) < 1e-9)
    // A train query looks no worse for being good, but in the paper's way, where it does not count in its own estimate.
    let seen = data.train[0]
    let count = Double(data.train.count)
    #expect(abs(values[2 * seen] - means[0]) < 1e-9)
    estimator.isNormal = true
    let normal = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let others = (count * means[0] - data.quality[2 * seen]) / (count - 1)
    #expect(abs(normal.estimates(given: ModelSet([1]))[2 * seen] - others) < 1e-3)
    #expect(estimates.covariance(given: ModelSet()) == [0, 0, 0, 0])
  }

  @Test("Strategies tuned on its estimates work with correlated beliefs, the same every time")
  func replays() throws {
    let data = try EvidenceTraces.simulated(models: 4, queries: 300)
    func outcomes() throws -> Outcomes {
      let fitted = FittedTraces(
        data: data,
        estimates: Estimates(
          quality: try LogisticEstimator().fit(data, task: .unobserved),
          cost: try RegressionCostEstimator().fit(data, task: .unobserved)))
      let tuned = try CascadeRoutingStrategy().tuner(for: fitted, task: .unobserved).policy(
        budget: 4, task: .unobserved)
      return try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    }
    let (first, second) = (try outcomes(), try outcomes())
    #expect(first.cost == second.cost && first.quality == second.quality)
    #expect(first.depth > 1)  // evidence is worth something
  }
}
