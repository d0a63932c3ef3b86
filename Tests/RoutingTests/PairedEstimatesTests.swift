import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct PairedEstimatesTests {
  /// The post fit alone moves by V/(V + post^2) of the ante estimate; fused, by all of it.
  ///
  /// By hand: ante = alpha xa with alpha = V/(V + a^2), post = beta xp with beta = V/(V + p^2) (means apart), so
  /// cov(post, ante)/var(ante) = beta alpha V / (alpha^2 (V + a^2)) = beta. Two readings of the truth, of variances a^2 and
  /// p^2, are worth one of variance 1/(1/a^2 + 1/p^2), so the fused estimate has variance V^2/(V + that) and, being a
  /// martingale, sigma^2 is the difference of the two variances.
  @Test func fusingRestoresTheMartingale() throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 40_000, seed: 3)
    let data = try Dataset(
      traces: traces, models: [0, 5], queries: Array(0..<40_000), split: .hashed(train: 0.5, tune: 0, seed: 0))
    let (a, p) = (0.6, 0.3)
    func fitted(fuses: Bool) throws -> PairedQualityEstimates {
      let estimates =
        try NoisyEstimator(exAnte: a, postHoc: p, fuses: fuses).fit(data, task: .unobserved) as (any QualityEstimates)
      return try #require(estimates as? PairedQualityEstimates)
    }
    let (plain, fused) = (try fitted(fuses: false), try fitted(fuses: true))
    #expect(plain.table.exAnte == fused.table.exAnte)
    for model in 0..<2 {
      func column(_ table: [Double]) -> [Double] { data.test.map { table[$0 * 2 + model] } }
      let truth = column(data.quality)
      let v = truth.standardDeviation * truth.standardDeviation
      let before = LeastSquaresLine(x: column(plain.table.exAnte), y: column(plain.table.postHoc)).slope
      let after = LeastSquaresLine(x: column(fused.table.exAnte), y: column(fused.table.postHoc)).slope
      #expect(abs(before - v / (v + p * p)) < 0.02)
      #expect(abs(after - 1) < 0.02)
      let noise = 1 / (1 / (a * a) + 1 / (p * p))
      let variance = v * v / (v + noise) - v * v / (v + a * a)
      #expect(abs(fused.sigma[model] - variance.squareRoot()) < 0.01)
      #expect(fused.sigma[model] < plain.sigma[model])
    }
  }

  /// The regression of the truth 1, 3, 4 on (0, 0), (1, 0), (0, 1) is exact; other rows follow the same plane.
  @Test func theTrainRowsDecide() {
    let table = PairedTable(exAnte: [0, 1, 0, 5], postHoc: [0, 0, 1, 7], modelCount: 1)
    let fused = table.fused(with: [1, 3, 4, 0], over: [0, 1, 2]).table
    #expect(fused.exAnte == table.exAnte)
    #expect(isClose(fused.postHoc, [1, 3, 4, 32]))
  }
}
