import Mathematics
import Routing
import Testing
import Traces

@Suite struct FallbackStrategyTests {
  /// Two models, m1 dearer and right on every second query. Estimates that know which queries are kept; estimates that
  /// have them the wrong way round are not.
  @Test func estimatesThatMisleadAreNotFollowed() throws {
    let data = try SmallTraces.tuning(
      qualities: (0..<20).map { [0.5, $0 % 2 == 0 ? 1 : 0.5] }, costs: (0..<20).map { _ in [1, 2] })
    let good = SmallTraces.truthful(data)
    let helpful = try FallbackStrategy(RoutingStrategy()).tuner(for: good, task: .unobserved)
      .policy(budget: 1.5, task: .unobserved)
    #expect(helpful.fallback == nil && helpful.policy is RoutingPolicy)

    var bad = good
    let wrong = PairedTable(
      exAnte: (0..<data.count).flatMap { row -> [Double] in
        let own = data.quality[2 * row + 1]
        return [0.5, own == 1 ? 0.5 : 1]
      }, postHoc: data.quality, modelCount: 2)
    bad.estimates.quality = PairedQualityEstimates(wrong, sigma: [0, 0])
    let misled = try FallbackStrategy(RoutingStrategy()).tuner(for: bad, task: .unobserved)
      .policy(budget: 1.5, task: .unobserved)
    // With the train query, which is as the even ones, there are 21. Routing sends the ten odd ones, of no use, to m1 and
    // has 0.5 of each query; mixing at the same cost has m1 on 10/21 of all, which earns 0.5 more on the eleven even ones:
    // the gain is -5/21 on 11 of 21 and 0 on the others.
    let fallback = try #require(misled.fallback)
    #expect(abs(fallback.gain + 5.0 / 21 * 11 / 21) < 1e-12)
    #expect(abs(fallback.standardError - 5.0 / 21 * (11.0 * 10 / 21 / 21 / 21).squareRoot()) < 1e-12)
    #expect(misled.policy is MixPolicy)
    let outcomes = try misled.outcomes(on: data.tune, of: bad, task: .unobserved)
    #expect(abs(outcomes.meanCost - 1.5) < 1e-12 && abs(outcomes.meanQuality - 0.625) < 1e-12)
  }

  /// Of 21 queries, one of them for training, the estimates send ten to the dear model. Mixing at the same cost sends it 10/21
  /// of each, so a query that gains 0.5 by it adds 0.5 - 5/21 = 11/42 where it is sent, and -10/42 where it is not. Nine of
  /// the one and ten of the other: the gain is -1/42/21, less than a quarter of its standard error. One of the other alone:
  /// -10/42/21 = -0.0113, and the standard error is 0.0111.
  @Test func aQuarterOfAStandardErrorIsTolerated() throws {
    func fallback(gaining: Set<Int>) throws -> Fallback? {
      let data = try SmallTraces.tuning(
        qualities: (0..<20).map { [0.5, gaining.contains($0) ? 1 : 0.5] }, costs: (0..<20).map { _ in [1, 2] })
      var fitted = SmallTraces.truthful(data)
      let exAnte = (0..<data.count).flatMap { row in [0.5, row >= 2 && row < 12 ? 1.0 : 0.5] }
      fitted.estimates.quality = PairedQualityEstimates(
        PairedTable(exAnte: exAnte, postHoc: data.quality, modelCount: 2), sigma: [0, 0])
      return try FallbackStrategy(RoutingStrategy()).tuner(for: fitted, task: .unobserved)
        .policy(budget: 1.5, task: .unobserved).fallback
    }
    #expect(try fallback(gaining: [3]) == nil)
    #expect(try fallback(gaining: Set(1..<20)) == nil)
    let behind = try #require(try fallback(gaining: [15]))
    let (gain, square) = (-10.0 / 42 / 21, 100.0 / 42 / 42 / 21)
    #expect(abs(behind.gain - gain) < 1e-12)
    #expect(abs(behind.standardError - ((square - gain * gain) / 21).squareRoot()) < 1e-12)
  }

  /// At a budget of 1 routing has m0 on every query seen, as the mixture has. Estimates of the test query ask for m1 at any
  /// price that the others allow; no query seen has told whether that pays.
  @Test func oneModelForAllIsThatModel() throws {
    let data = try SmallTraces.tuning(
      qualities: (0..<20).map { [0.5, $0 % 2 == 0 ? 1 : 0.5] }, costs: (0..<20).map { _ in [1, 2] })
    var fitted = SmallTraces.truthful(data)
    let exAnte = (0..<data.count).flatMap { row -> [Double] in [0.5, data.test.contains(row) ? 1 : 0.52] }
    fitted.estimates.quality = PairedQualityEstimates(
      PairedTable(exAnte: exAnte, postHoc: data.quality, modelCount: 2), sigma: [0, 0])
    let plain = try RoutingStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 1, task: .unobserved)
    #expect(try plain.outcomes(on: data.test, of: fitted, task: .unobserved).meanCost == 2)
    let tuned = try FallbackStrategy(RoutingStrategy()).tuner(for: fitted, task: .unobserved)
      .policy(budget: 1, task: .unobserved)
    #expect(tuned.fallback == Fallback(gain: 0, standardError: 0) && tuned.isReachable && !tuned.isOvertaken)
    #expect(tuned.policy is MixPolicy && tuned.budget == 1)
    #expect(try tuned.outcomes(on: data.test, of: fitted, task: .unobserved).meanCost == 1)
  }

  /// Without a budget, and at a price, there is nothing to fall back from.
  @Test func pricesAreLeftAlone() throws {
    let data = try SmallTraces.tuning(qualities: [[1, 0], [0, 1]], costs: [[1, 2], [1, 2]])
    let tuner = try FallbackStrategy(RoutingStrategy()).tuner(for: SmallTraces.truthful(data), task: .unobserved)
    #expect(try tuner.policy(budget: nil, task: .unobserved).fallback == nil)
    #expect(tuner.policy(lambda: 0.5)?.lambdas == [0.5])
  }

  /// Pairs chosen on noise look good where they were chosen: only queries they have not seen tell.
  @Test func choicesByQualityAreTriedOnOtherQueries() throws {
    let key = RandomKey(seed: 3, purpose: "noise")
    let count = 120
    let data = try SmallTraces.tuning(
      qualities: (0..<count).map { query in
        (0..<4).map { key.mixing(query).mixing($0).uniform < 0.5 + 0.1 * Double($0) ? 1 : 0 }
      }, costs: (0..<count).map { _ in [1, 2, 3, 4] })
    var fitted = SmallTraces.truthful(data)
    let noise = (0..<4 * data.count).map { key.mixing("estimate").mixing($0).uniform }
    fitted.estimates.quality = PairedQualityEstimates(
      PairedTable(exAnte: noise, postHoc: noise, modelCount: 4), sigma: [0, 0, 0, 0])
    let budgets = [1.6, 2.2, 2.8, 3.4]
    let plain = try PairsStrategy().tuner(for: fitted, task: .unobserved)
    let mix = try MixStrategy().tuner(for: fitted, task: .unobserved)
    let safe = try FallbackStrategy(PairsStrategy()).tuner(for: fitted, task: .unobserved)
    var mended = 0
    for budget in budgets {
      let own = try plain.policy(budget: budget, task: .unobserved)
        .outcomes(on: data.tune, of: fitted, task: .unobserved)
      let line = try mix.policy(budget: budget, task: .unobserved)
        .outcomes(on: data.tune, of: fitted, task: .unobserved)
      let hasFallen = try safe.policy(budget: budget, task: .unobserved).fallback != nil
      if own.meanQuality > line.meanQuality + 0.001 && hasFallen { mended += 1 }
    }
    #expect(mended > 0)
    // With too few queries to try them on, they are not believed at all.
    fitted.data = data.tuning(on: Array(data.tune.prefix(7)))
    let few = try FallbackStrategy(PairsStrategy()).tuner(for: fitted, task: .unobserved)
    for budget in budgets { #expect(try few.policy(budget: budget, task: .unobserved).fallback != nil) }
  }

  /// Estimates that have m1 below m0 leave half of the budget unspent, with 0.5 of every query; mixing has m1 on all, and 1.
  @Test func mixingMaySpendWhatIsLeft() throws {
    let data = try SmallTraces.tuning(
      qualities: (0..<20).map { _ in [0.5, 1] }, costs: (0..<20).map { _ in [1, 2] })
    var fitted = SmallTraces.truthful(data)
    let wrong = (0..<data.count).flatMap { _ in [0.6, 0.5] }
    fitted.estimates.quality = PairedQualityEstimates(
      PairedTable(exAnte: wrong, postHoc: data.quality, modelCount: 2), sigma: [0, 0])
    let tuned = try FallbackStrategy(RoutingStrategy()).tuner(for: fitted, task: .unobserved)
      .policy(budget: 2, task: .unobserved)
    let fallback = try #require(tuned.fallback)
    #expect(fallback.gain == -0.5 && fallback.standardError == 0)
    let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(outcomes.meanQuality == 1 && outcomes.meanCost == 2)
  }

  /// A cascade has to begin with m0, which costs 3 on the tuning part and is never right. For 2 there is m1, always right.
  @Test func aBudgetOutOfReachMayBeInThatOfMixing() throws {
    let data = try SmallTraces.parted(
      (0..<12).map { _ in [0, 1] }, [[1, 2], [3, 2]] + (0..<10).map { _ in [3, 2] },
      ["train", "test"] + (0..<10).map { _ in "tune" })
    let tuner = try FallbackStrategy(ThresholdStrategy()).tuner(for: SmallTraces.truthful(data), task: .unobserved)
    let tuned = try tuner.policy(budget: 2, task: .unobserved)
    #expect(tuned.fallback?.gain == -1 && tuned.isReachable)
    let outcomes = try tuned.outcomes(on: data.tune, of: SmallTraces.truthful(data), task: .unobserved)
    #expect(outcomes.meanQuality == 1 && outcomes.meanCost == 2)
  }
}
