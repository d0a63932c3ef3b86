import Routing
import Testing
import Traces

@Suite struct EstimateReportTests {
  /// Which estimate stands where: ex-ante without any run, post-hoc after the model's own run alone.
  @Test func phases() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [1, 0], [0, 1]], [[1, 2], [1, 2], [1, 2]], ["train", "test", "test"])
    let table = PairedTable(
      exAnte: [0.5, 0.5, 0.2, 0.4, 0.6, 0.8], postHoc: [0.5, 0.5, 0.1, 0.3, 0.9, 0.7], modelCount: 2)
    let report = try EstimateReport(
      of: PairedQualityEstimates(table, sigma: [0.1, 0.1]), on: data.test, of: data, task: .unobserved)
    #expect(report.exAnte.estimates == [[0.2, 0.6], [0.4, 0.8]])
    #expect(report.postHoc.estimates == [[0.1, 0.9], [0.3, 0.7]])
    #expect(report.truths == [[1, 0], [0, 1]])
    // (0.1, 0.9) on (0.2, 0.6) rises 2, (0.3, 0.7) on (0.4, 0.8) rises 1.
    #expect(abs(report.slopes[0]!.value - 2) < 1e-9 && abs(report.slopes[1]!.value - 1) < 1e-9)
    // The truths fall by 2.5 and rise by 2.5 as the ex-ante estimates rise.
    #expect(report.drifting(.forgetful) == [0] && report.drifting(.misstated).isEmpty)
  }

  /// The mean of the other folds is high where a fold's own answers are bad. Within a fold it tells nothing: AUROC is a half,
  /// the rest undefined.
  @Test func whatOnlyFoldsDifferByTellsNothing() throws {
    let data = try FoldTraces.data(count: 60, folds: 5)
    let fitted = try FoldTraces.fitted(data)
    let report = try EstimateReport(
      of: fitted.estimates.quality, on: data.test, of: data, task: .unobserved)
    for model in 0..<2 {
      #expect(Set(report.exAnte.estimates[model]).count > 1 && Set(report.exAnte.comparable[model]).count == 1)
      #expect(AUROCMetric.area(report.exAnte.comparable[model], report.truths[model]) == 0.5)
      #expect(report.slopes[model] == nil)
    }
    #expect(report.overconfident(report.exAnte).isEmpty && report.overconfident(report.postHoc).isEmpty)
    #expect(EstimateReport.Drift.allCases.allSatisfy { report.drifting($0).isEmpty })
  }

  /// Of ten answers that are estimated at `high` seven are right, of ten at 1 - `high` three; once they have run they are estimated at
  /// `later` and 1 - `later`, or at what they are.
  @Test(
    arguments: [
      // Post-hoc estimates know the truth. Its slope on the guesses, stated twice as boldly, is (.7 - .3)/(.9 - .1) = 1/2, with
      // a standard error of sqrt(.21)/(.4 sqrt 200) = .08.
      (200, 0.9, nil, .misstated),
      // They know what the honest guess would be; with twenty rows the error of the truth's slope is .27.
      (200, 0.9, 0.7, .misstated), (20, 0.9, 0.7, .undecided),
      // The guesses are honest, and of what they know half is forgotten; the error is sqrt(.21)/(.2 sqrt 400) = .11.
      (400, 0.7, 0.6, .forgetful),
    ] as [(Int, Double, Double?, EstimateReport.Drift)])
  func whatDrifts(_ count: Int, _ high: Double, _ later: Double?, _ drift: EstimateReport.Drift) throws {
    let rows = (0..<count).map { (isHigh: $0 % 2 == 0, quality: ($0 % 2 == 0) == ($0 / 2 % 10 < 7) ? 1.0 : 0) }
    let data = try SmallTraces.parted(
      [[1]] + rows.map { [$0.quality] }, [[1]] + rows.map { _ in [1] }, ["train"] + rows.map { _ in "test" })
    let table = PairedTable(
      exAnte: [0.5] + rows.map { $0.isHigh ? high : 1 - high },
      postHoc: [0.5] + rows.map { row in later.map { row.isHigh ? $0 : 1 - $0 } ?? row.quality }, modelCount: 1)
    let report = try EstimateReport(
      of: PairedQualityEstimates(table, sigma: [0.1]), on: data.test, of: data, task: .unobserved)
    #expect(abs(report.slopes[0]!.value - 0.5) < 1e-9)
    for other in EstimateReport.Drift.allCases { #expect(report.drifting(other) == (other == drift ? [0] : [])) }
  }
}
