import Mathematics
import Routing
import Testing

@Suite struct CalibrationTests {
  /// The likeliest Platt map of doubled log odds halves them.
  @Test func plattHalvesDoubledOdds() throws {
    let traces = try CalibrationTraces(queries: 24_000)
    let fitted = try #require(
      try CalibratedEstimator(TableEstimator(table: traces.table), by: .platt).fit(traces.data, task: .unobserved)
        as? PairedQualityEstimates)
    for row in 0..<200 {
      // The odds of a doubled estimate p are the square of those of sqrt(p) / (sqrt(p) + sqrt(1 - p)).
      let (p, q) = (traces.table.exAnte[2 * row].squareRoot(), (1 - traces.table.exAnte[2 * row]).squareRoot())
      #expect(abs(fitted.table.exAnte[2 * row] - p / (p + q)) < 0.02)
    }
  }
}
