import Input
import Routing
import TestSupport
import Testing
import Traces

@Suite struct TableEstimatorTests {
  func data() throws -> Dataset {
    try SmallTraces.parted([[0, 1], [1, 0], [1, 1]], [[1, 2], [1, 2], [1, 2]], ["train", "train", "test"])
  }

  func table(_ queries: [String]) -> EstimateTable {
    EstimateTable(
      source: "by hand", queryIDs: StringColumn(queries), models: ["m1", "m0"],
      exAnte: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], postHoc: [0.2, 0.1, 0.6, 0.7, 0.5, 0.6], costExAnte: [6, 5, 4, 3, 2, 1],
      costPostHoc: [1, 2, 3, 4, 5, 6])
  }

  @Test func rowsAndModelsAreFoundByName() throws {
    let quality =
      try TableEstimator(table: table(["q2", "q0", "q1"])).fit(try data(), task: .unobserved)
      as (any QualityEstimates)
    let fitted = try #require(quality as? PairedQualityEstimates)
    // q0 is the table's second row; its columns are m1, m0 where the pool has m0, m1.
    #expect(fitted.table.exAnte == [0.4, 0.3, 0.6, 0.5, 0.2, 0.1])
    #expect(fitted.table.postHoc == [0.7, 0.6, 0.6, 0.5, 0.1, 0.2])
    // sigma over two train rows, q0, q1: differences of m0 are -.3 and 0, of m1 -.3 and 0; population sd .15.
    #expect(fitted.sigma.allSatisfy { abs($0 - 0.15) < 1e-12 })
    let cost =
      try TableEstimator(table: table(["q2", "q0", "q1"])).fit(try data(), task: .unobserved)
      as (any CostEstimates)
    #expect(try #require(cost as? PairedCostEstimates).table.exAnte == [3, 4, 1, 2, 5, 6])
  }

  /// m0: post on ante is the line .2 + .4 ante, off by .1, .1, -.1, -.1, and the truth is ante + 2 times that, so a run
  /// teaches .2 on all rows. The steps are .15, -.15, -.05, -.35 with mean -.1, variance (.25^2 + .05^2 + .05^2 + .25^2)/4.
  /// m1 repeats itself: whatever the truth, a run teaches nothing.
  @Test func whatARunTeachesIsUncertain() throws {
    let data = try SmallTraces.parted(
      [[0.45, 0.2], [0.95, 0.9], [0.05, 0.3], [0.55, 0.5], [0, 0]], (0..<5).map { _ in [1, 2] },
      ["train", "train", "train", "train", "test"])
    let table = EstimateTable(
      source: "by hand", queryIDs: StringColumn((0..<5).map { "q\($0)" }), models: ["m0", "m1"],
      exAnte: [0.25, 0.1, 0.75, 0.2, 0.25, 0.3, 0.75, 0.4, 0.5, 0.5],
      postHoc: [0.4, 0.1, 0.6, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5, 0.5],
      costExAnte: .init(repeating: 1, count: 10), costPostHoc: .init(repeating: 1, count: 10))
    func sigma(asTheReference: Bool) throws -> [Double] {
      var estimator = TableEstimator(table: table)
      estimator.fitsOnAll = asTheReference
      let quality = try estimator.fit(data, task: .unobserved) as (any QualityEstimates)
      return try #require(quality as? PairedQualityEstimates).sigma
    }
    let ours = try sigma(asTheReference: false)
    #expect(abs(ours[0] - 0.2) < 1e-12 && abs(ours[1]) < 1e-12)
    // The authors' code takes the steps, over all rows: with the test row's 0 their mean is -.08, that of squares .034.
    #expect(abs(try sigma(asTheReference: true)[0] - (0.034 - 0.0064).squareRoot()) < 1e-12)
  }

  @Test func givenDeviationsAreTaken() throws {
    let quality =
      try TableEstimator(table: table(["q2", "q0", "q1"]), sigma: [0.5, 0.25])
      .fit(try data(), task: .unobserved) as (any QualityEstimates)
    #expect(try #require(quality as? PairedQualityEstimates).sigma == [0.5, 0.25])
  }

  @Test func missingQueriesAreNamed() throws {
    #expect(throws: RoutingError.missingEstimates(count: 1, of: 3, example: "q1")) {
      _ =
        try TableEstimator(table: table(["q2", "q0", "q9"])).fit(try data(), task: .unobserved)
        as (any QualityEstimates)
    }
  }
}

extension TableEstimatorTests {
  /// m0's truth on the train rows q0, q1 is 0, 1 with (ante, post) = (0.4, 0.7), (0.6, 0.6), which lie on one line: the
  /// post estimate alone explains them, 0.7 -> 0 and 0.6 -> 1. m1: (0.3, 0.6) -> 1, (0.5, 0.5) -> 0 likewise.
  @Test func fusedEstimatesAreFittedOnTrain() throws {
    let estimator = TableEstimator(table: table(["q2", "q0", "q1"]), fuses: true)
    let fitted = try #require(
      try estimator.fit(try data(), task: .unobserved) as (any QualityEstimates) as? PairedQualityEstimates)
    let expected = [0, 1, 1, 0, 6, -3.0]
    #expect(isClose(fitted.table.postHoc, expected, within: 1e-9), "\(fitted.table.postHoc)")
    // sigma: differences of m0 are .4 and -.4, of m1 -.7 and .5.
    #expect(abs(fitted.sigma[0] - 0.4) < 1e-9 && abs(fitted.sigma[1] - 0.6) < 1e-9)
  }
}
