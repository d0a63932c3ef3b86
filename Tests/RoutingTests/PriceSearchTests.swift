import Mathematics
import Routing
import Testing

@Suite struct PriceSearchTests {
  /// Prices step by step that are no better than chance are not believed.
  @Test func chanceIsNotBelieved() throws {
    // Whatever the prices, quality is a coin that no estimate knows: the constant price must stay.
    let key = RandomKey(seed: 3, purpose: "coins")
    let n = 200
    let qualities = (0..<n).map { x in (0..<3).map { key.mixing(x).mixing($0).uniform < 0.5 ? 1.0 : 0 } }
    let data = try SmallTraces.tuning(qualities: qualities, costs: (0..<n).map { _ in [1, 2, 3] })
    let flat = PairedTable(
      exAnte: [Double](repeating: 0.5, count: data.quality.count),
      postHoc: [Double](repeating: 0.5, count: data.quality.count),
      modelCount: 3)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(flat, sigma: [0.3, 0.3, 0.3]),
        cost: PairedCostEstimates(PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: 3))))
    let tuned = try CascadeRoutingStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 3, task: .unobserved)
    #expect(Set(tuned.lambdas).count == 1)
  }
}
