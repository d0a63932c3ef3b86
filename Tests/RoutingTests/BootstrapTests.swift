import Mathematics
import Routing
import Testing

@Suite struct BootstrapTests {
  @Test func intervalOfAMeanHasTheTextbookWidth() throws {
    // 400 values 0/1 with mean 1/2: the standard error is 1/40, the 95% interval about .5 -+ 1.96/40.
    let values = (0..<400).map { Double($0 % 2) }
    let samples = try Bootstrap(count: 4000, seed: 3).means(of: [values], task: .unobserved)
    let interval = Interval(estimate: values.mean, resampled: samples.map { $0[0] })
    #expect(abs(interval.low - (0.5 - 1.96 / 40)) < 0.004)
    #expect(abs(interval.high - (0.5 + 1.96 / 40)) < 0.004)
  }

  @Test func columnsAreResampledTogether() throws {
    // The second column is the first plus 1, so the difference never varies.
    let values = (0..<50).map { Double($0 * $0 % 7) }
    let samples = try Bootstrap(count: 100, seed: 1).means(of: [values, values.map { $0 + 1 }], task: .unobserved)
    #expect(samples.allSatisfy { abs($0[1] - $0[0] - 1) < 1e-12 })
  }

  /// Two repeats with means 0 and 1: the variance of their mean is 1/2 / 2, as the sample variance says; all queries are
  /// alike.
  @Test func repeatsAddTheirVariance() throws {
    let samples = try Bootstrap(count: 4000, seed: 2).means(
      of: [[Double](repeating: 0.5, count: 10)], repeats: [[0, 1]], task: .unobserved
    ).map { $0[0] }
    #expect(abs(samples.mean - 0.5) < 0.03 && abs(samples.standardDeviation - 0.5) < 0.02)
    let plain = try Bootstrap(count: 10).means(of: [[0.5, 0.5]], task: .unobserved)
    #expect(plain.allSatisfy { $0 == [0.5] })
  }

  @Test func deviationsAreWidenedAboutTheMean() throws {
    let values = [1.0, 0, 4, 2, 3]
    let plain = try Bootstrap(count: 20).means(of: [values], task: .unobserved)
    let wide = try Bootstrap(count: 20).means(of: [values, values], widening: [3, 1], task: .unobserved)
    for (a, b) in zip(plain, wide) { #expect(abs(b[0] - (2 + 3 * (a[0] - 2))) < 1e-12 && b[1] == a[0]) }
  }

  /// Two folds whose rows are all 0 and all 1: of two folds drawn, both are the first in a quarter of the cases.
  @Test func foldsAreDrawnBeforeTheirRows() throws {
    let samples = try Bootstrap(count: 4000, seed: 5).means(
      of: [[0, 1, 0, 1]], folds: [[0, 2], [1, 3]], task: .unobserved
    ).map { $0[0] }
    #expect(Set(samples) == [0, 0.5, 1])
    #expect(abs(samples.count { $0 == 0 } - 1000) < 110 && abs(samples.count { $0 == 1 } - 1000) < 110)
  }

  /// Folds alike but for chance: the variance within is counted between folds again, 1 + (K - 1) / K times in all.
  @Test func foldsAlikeWidenByChance() throws {
    let values = (0..<400).map { Double($0 * 7919 % 400) }
    let folds = (0..<4).map { fold in (0..<400).filter { $0 % 4 == fold } }
    let between = folds.map { fold in fold.map { values[$0] }.mean }.standardDeviation * (3.0 / 4).squareRoot()
    let within = folds.map { fold in
      let own = fold.map { values[$0] }
      return own.map { ($0 - own.mean) * ($0 - own.mean) }.mean
    }.mean
    let samples = try Bootstrap(count: 4000, seed: 6).means(of: [values], folds: folds, task: .unobserved).map { $0[0] }
    let expected = (between * between / 4 + within / 400).squareRoot()
    #expect(abs(samples.standardDeviation / expected - 1) < 0.04)
  }

  @Test func percentilesInterpolate() {
    // 0, 1, …, 40: the place of 2.5% is 1, of 97.5% is 39.
    let interval = Interval(estimate: 20, resampled: (0...40).map(Double.init).shuffled())
    #expect(interval.low == 1 && interval.high == 39)
  }
}
