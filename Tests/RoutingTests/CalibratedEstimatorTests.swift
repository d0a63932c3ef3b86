import Mathematics
import Routing
import Testing
import Traces

@Suite struct CalibratedEstimatorTests {
  private func report(_ estimator: any QualityEstimator, _ data: Dataset) throws -> EstimateReport {
    try EstimateReport(
      of: try estimator.fit(data, task: .unobserved), on: data.test, of: data, task: .unobserved)
  }

  private func errors(_ report: EstimateReport) -> [Double] {
    [report.exAnte, report.postHoc].flatMap { phase in
      report.models.indices.map { CalibrationErrorMetric.expected(phase.estimates[$0], report.truths[$0]) }
    }
  }

  /// Of estimates with doubled log odds over-confidence is found, and both maps bring the expected calibration error of
  /// held-out queries below 0.03 (chance leaves about 0.8 sqrt(15 x 0.15/8000) = 0.013).
  @Test func overconfidenceIsFoundAndMended() throws {
    let traces = try CalibrationTraces(queries: 24_000)
    let raw = try report(TableEstimator(table: traces.table), traces.data)
    #expect(errors(raw).allSatisfy { $0 > 0.05 }, "\(errors(raw))")
    #expect(raw.overconfident(raw.exAnte).map(\.model) == [0, 1])
    for method in CalibrationMethod.allCases {
      let mended = try report(CalibratedEstimator(TableEstimator(table: traces.table), by: method), traces.data)
      #expect(errors(mended).allSatisfy { $0 < 0.03 }, "\(method): \(errors(mended))")
      #expect(mended.overconfident(mended.exAnte).isEmpty && mended.overconfident(mended.postHoc).isEmpty)
      // Order is kept, so AUROC is: exactly by a curve that rises everywhere, nearly by one with level parts.
      for model in 0..<2 {
        let before = try #require(AUROCMetric.area(raw.exAnte.estimates[model], raw.truths[model]))
        let after = try #require(AUROCMetric.area(mended.exAnte.estimates[model], mended.truths[model]))
        #expect(abs(before - after) < (method == .platt ? 1e-9 : 5e-3))
      }
      // What was right all along, that post-hoc estimates are fair revisions, shows once the scale is right.
      #expect(mended.slopes.allSatisfy { abs($0!.value - 1) < 0.06 }, "\(mended.slopes.map { $0!.value })")
    }
  }

  /// Sigma is what a run teaches by the calibrated estimates, on the train part: with r and s what the line through ante leaves
  /// of truth and post, the regression on both moves by s cov(r, s)/var(s), which deviates by |cov(r, s)|/sd(s).
  @Test(arguments: CalibrationMethod.allCases)
  func sigmaFollows(method: CalibrationMethod) throws {
    let traces = try CalibrationTraces(queries: 900)
    let fitted = try #require(
      try CalibratedEstimator(TableEstimator(table: traces.table, sigma: [9, 9]), by: method)
        .fit(traces.data, task: .unobserved) as? PairedQualityEstimates)
    for model in 0..<2 {
      func column(_ table: [Double]) -> [Double] { traces.data.train.map { table[2 * $0 + model] } }
      let exAnte = column(fitted.table.exAnte)
      func left(of values: [Double]) -> [Double] {
        let line = LeastSquaresLine(x: exAnte, y: values)
        return zip(exAnte, values).map { $1 - line.value(at: $0) }
      }
      let (r, s) = (left(of: column(traces.data.quality)), left(of: column(fitted.table.postHoc)))
      let deviation = abs(zip(r, s).map(*).mean) / s.standardDeviation
      #expect(abs(fitted.sigma[model] - deviation) < 1e-9)
    }
  }

  /// Regressions are calibrated for each answered set, with maps of estimates that have not seen the query; S(A) is the
  /// covariance of (estimate given A - estimate given all) of what comes out.
  @Test(arguments: CalibrationMethod.allCases)
  func regressionsAreCalibratedForEachSet(method: CalibrationMethod) throws {
    let data = try EvidenceTraces.simulated(models: 3, queries: 900)
    let raw = try #require(try LogisticEstimator(ridge: 0).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let fitted = try #require(
      try CalibratedEstimator(LogisticEstimator(ridge: 0), by: method).fit(data, task: .unobserved)
        as? AnsweredSetEstimates)
    let (given, all) = (ModelSet([1]), ModelSet([0, 1, 2]))
    let (before, after, final) = (
      raw.estimates(given: given), fitted.estimates(given: given), fitted.estimates(given: all)
    )
    #expect(before != after)
    for model in 0..<3 {
      // A rising map: the order of the queries is kept.
      let column = stride(from: model, to: after.count, by: 3).map { (before[$0], after[$0]) }.sorted { $0.0 < $1.0 }
      #expect(zip(column, column.dropFirst()).allSatisfy { $0.1 <= $1.1 + 1e-12 })
    }
    let moves = (0..<3).map { model in data.train.map { after[3 * $0 + model] - final[3 * $0 + model] } }
    let matrix = fitted.covariance(given: given)
    for i in 0..<3 {
      for j in 0..<3 {
        let products = zip(moves[i], moves[j]).map { ($0 - moves[i].mean) * ($1 - moves[j].mean) }
        #expect(abs(matrix[3 * i + j] - products.sum / Double(data.train.count - 1)) < 1e-12)
      }
    }
  }

  @Test func whatCannotBeCalibratedSaysSo() throws {
    let small = try SmallTraces.parted([[0, 1], [1, 0]], [[1, 2], [1, 2]], ["train", "test"])
    #expect(throws: RoutingError.self) {
      try CalibratedEstimator(ConstantEstimator(), by: .platt).fit(small, task: .unobserved)
    }
    let data = try EvidenceTraces.simulated(models: 2)
    #expect(throws: RoutingError.self) {
      try CalibratedEstimator(IRTEstimator(isJudged: true), by: .platt).fit(data, task: .unobserved)
    }
  }
}
