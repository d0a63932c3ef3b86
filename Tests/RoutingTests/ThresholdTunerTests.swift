import Mathematics
import Routing
import Testing
import Traces

@Suite struct ThresholdTunerTests {
  private static let key = RandomKey(seed: 5, purpose: "threshold tuner tests")

  /// Two models at fixed costs, estimates that tell something of the first: every threshold one by one.
  private func fitted(count: Int, costs: [Double]) throws -> FittedTraces {
    let key = Self.key
    let models = costs.count
    let qualities = (0..<count).map { query in
      (0..<models).map { key.mixing(query).mixing($0).uniform < 0.4 + 0.3 * Double($0) / Double(models) ? 1.0 : 0 }
    }
    let data = try SmallTraces.tuning(qualities: qualities, costs: (0..<count).map { _ in costs })
    let post = data.quality.indices.map { 0.3 + 0.4 * data.quality[$0] + 0.3 * key.mixing("noise").mixing($0).normal }
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(
          PairedTable(exAnte: data.quality.map { _ in 0.5 }, postHoc: post, modelCount: models),
          sigma: [Double](repeating: 0.1, count: models)),
        cost: SmallTraces.truthful(data).estimates.cost))
  }

  private func means(_ thresholds: [Double], _ fitted: FittedTraces) throws -> (cost: Double, quality: Double) {
    let outcomes = try ThresholdPolicy(thresholds: thresholds)
      .outcomes(on: fitted.data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
    return (outcomes.meanCost, outcomes.meanQuality)
  }

  @Test func noCheaperThresholdIsBetter() throws {
    let fitted = try fitted(count: 60, costs: [1, 3])
    let estimates = try #require(fitted.estimates.quality as? PairedQualityEstimates).table.postHoc
    let all = try (fitted.data.tune.map { estimates[2 * $0] } + [9]).map { try means([$0], fitted) }
    let tuner = try ThresholdStrategy().tuner(for: fitted, task: .unobserved)
    for budget in stride(from: 1.0, through: 5, by: 0.2) {
      let tuned = try tuner.policy(budget: budget, task: .unobserved)
      let own = try means(tuned.thresholds, fitted)
      #expect(tuned.isReachable && own.cost <= budget + 1e-9)
      #expect(!all.contains { $0.cost < own.cost - 1e-9 && $0.quality > own.quality + 1e-9 }, "\(budget)")
    }
    #expect(try !tuner.policy(budget: 0.5, task: .unobserved).isReachable)
  }

  /// The second model is worse than the first wherever its estimate is .6 or more, so running it on all, as the budget
  /// allows, would do harm; for .4 it is better.
  @Test func moneyIsNotSpentWhereItDoesHarm() throws {
    let data = try SmallTraces.tuning(
      qualities: (0..<40).map { $0 % 2 == 0 ? [1, 0.5] : [0, 0.5] }, costs: (0..<40).map { _ in [1, 1] })
    let post = (0..<data.count).flatMap { row in [data.quality[2 * row] == 1 ? 0.6 : 0.4, 0.5] }
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(PairedTable(exAnte: post, postHoc: post, modelCount: 2), sigma: [0, 0]),
        cost: SmallTraces.truthful(data).estimates.cost))
    let tuner = try ThresholdStrategy().tuner(for: fitted, task: .unobserved)
    for budget in [1.5, 1.8, 2, nil] {
      let own = try means(try tuner.policy(budget: budget, task: .unobserved).thresholds, fitted)
      #expect(own == (1.5, 0.75), "\(budget ?? .infinity)")
    }
  }

  /// Four models: what is tuned costs no more than the budget, and no cheaper budget gives more.
  @Test func qualityRisesWithTheBudget() throws {
    let fitted = try fitted(count: 80, costs: [1, 2, 3, 4])
    let tuner = try ThresholdStrategy().tuner(for: fitted, task: .unobserved)
    var last = -1.0
    for budget in stride(from: 1.0, through: 10, by: 0.25) {
      let tuned = try tuner.policy(budget: budget, task: .unobserved)
      let own = try means(tuned.thresholds, fitted)
      #expect(own.cost <= budget + 1e-9 && own.quality >= last - 1e-12)
      last = own.quality
    }
    #expect(last > 0.5)
  }
}
