import Mathematics
import Routing
import Testing
import Traces

@Suite struct PairsStrategyTests {
  /// Three models, a few queries: every pair and every threshold one by one, served by the threshold policy of the pair.
  @Test func noPairIsBetter() throws {
    let key = RandomKey(seed: 3, purpose: "pairs")
    let qualities = (0..<12).map { query in
      (0..<3).map { key.mixing(query).mixing($0).uniform < 0.4 + 0.2 * Double($0) ? 1.0 : 0 }
    }
    let costs = (0..<12).map { query in (0..<3).map { Double(1 + 2 * $0) + key.mixing("cost").mixing(query).uniform } }
    let data = try SmallTraces.tuning(qualities: qualities, costs: costs)
    let table = PairedTable(
      exAnte: data.quality, postHoc: data.quality.indices.map { (data.quality[$0] + key.mixing($0).uniform * 2) / 3 },
      modelCount: 3)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(table, sigma: [0.1, 0.1, 0.1]),
        cost: SmallTraces.truthful(data).estimates.cost))
    var best: [(cost: Double, quality: Double)] = []
    for first in 0..<3 {
      for second in first..<3 {
        for threshold in [-1.0] + data.tune.map({ table.postHoc[$0 * 3 + first] + 1e-9 }) {
          var (cost, quality) = (0.0, 0.0)
          for row in data.tune {
            let goesOn = second > first && table.postHoc[row * 3 + first] < threshold
            cost += data.cost[row * 3 + first] + (goesOn ? data.cost[row * 3 + second] : 0)
            quality += data.quality[row * 3 + (goesOn ? second : first)]
          }
          best.append((cost / 12, quality / 12))
        }
      }
    }
    let tuner = try PairsStrategy().tuner(for: fitted, task: .unobserved)
    for budget in [1.6, 2, 2.7, 3.5, 4.4, 6, 9, 20] {
      let tuned = try tuner.policy(budget: budget, task: .unobserved)
      let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
      let expected = best.filter { $0.cost <= budget + 1e-9 }.map(\.quality).max()
      #expect(tuned.isReachable == (expected != nil))
      if let expected {
        #expect(outcomes.meanCost <= budget + 1e-9 && abs(outcomes.meanQuality - expected) < 1e-12, "\(budget)")
      }
    }
    #expect(try tuner.policy(budget: 0.5, task: .unobserved).isReachable == false)
  }
}
