import Mathematics
import Routing
import Testing
import Traces

@Suite struct PairsStrategyTests {
  /// Every pair and every threshold one by one, served by the threshold policy of the pair.
  @Test(arguments: [(3, 12), (20, 30)])
  func noPairIsBetter(models: Int, queries: Int) throws {
    let key = RandomKey(seed: 3, purpose: "pairs")
    let qualities = (0..<queries).map { query in
      (0..<models).map {
        key.mixing(query).mixing($0).uniform < 0.4 + 0.4 * Double($0) / Double(models - 1) ? 1.0 : 0
      }
    }
    let costs = (0..<queries).map { query in
      (0..<models).map { 1 + 4 * Double($0) / Double(models - 1) + key.mixing("cost").mixing(query).uniform }
    }
    let data = try SmallTraces.tuning(qualities: qualities, costs: costs)
    let table = PairedTable(
      exAnte: data.quality, postHoc: data.quality.indices.map { (data.quality[$0] + key.mixing($0).uniform * 2) / 3 },
      modelCount: models)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(table, sigma: Array(repeating: 0.1, count: models)),
        cost: SmallTraces.truthful(data).estimates.cost))
    var best: [(cost: Double, quality: Double)] = []
    for first in 0..<models {
      for second in first..<models {
        for threshold in [-1.0] + data.tune.map({ table.postHoc[$0 * 3 + first] + 1e-9 }) {
          var (cost, quality) = (0.0, 0.0)
          for row in data.tune {
            let goesOn = second > first && table.postHoc[row * models + first] < threshold
            cost += data.cost[row * models + first] + (goesOn ? data.cost[row * models + second] : 0)
            quality += data.quality[row * models + (goesOn ? second : first)]
          }
          best.append((cost / Double(queries), quality / Double(queries)))
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
