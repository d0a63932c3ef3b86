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
    #expect(report.driftingModels == [0])
  }
}
