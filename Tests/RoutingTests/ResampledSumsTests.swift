import Mathematics
import Routing
import Testing

/// Sums by which tables are resampled, seen through the bootstrap.
@Suite struct ResampledSumsTests {
  /// More columns than are summed together, more units than stay in a tile, more resamples than a batch.
  @Test func everyMeanIsThatOfTheRowsDrawn() throws {
    let columns = (0..<11).map { column in (0..<700).map { Double(($0 * (column + 3)) % 17) / 7 } }
    let samples = try Bootstrap(count: 150, seed: 5).means(of: columns, task: .unobserved)
    #expect(samples.count == 150)
    let key = RandomKey(seed: 5, purpose: "bootstrap")
    for resample in [0, 127, 128, 149] {
      var generator = key.mixing(resample).generator
      let rows = (0..<700).map { _ in generator.next(below: 700) }
      for column in columns.indices {
        #expect(abs(samples[resample][column] - rows.map { columns[column][$0] }.mean) < 1e-12)
      }
    }
  }

  /// Rows in groups of unequal size: the mean of a constant is the constant, and that of sorted zeros and ones, whose
  /// standard error is sqrt(1/4 / n), has it, whatever the groups.
  @Test func manyRowsVaryAsIfEachWereDrawn() throws {
    let count = 70_000
    let columns = [[Double](repeating: 3, count: count), (0..<count).map { $0 < count / 2 ? 0 : 1 }]
    let samples = try Bootstrap(count: 1500, seed: 1).means(of: columns, task: .unobserved)
    #expect(samples.allSatisfy { abs($0[0] - 3) < 1e-12 })
    let means = samples.map { $0[1] }
    let error = (0.25 / Double(count)).squareRoot()
    // Within three standard errors of a standard deviation from 1500 resamples, and of one from 20,000 groups.
    #expect(abs(means.mean - 0.5) < 4 * error / 1500.0.squareRoot())
    #expect(abs(means.standardDeviation / error - 1) < 0.06 + 0.015)
  }
}
