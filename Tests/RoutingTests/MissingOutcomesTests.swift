import Input
import Mathematics
import Routing
import Testing
import Traces

/// Estimators on traces in which outcomes are missing.
@Suite("Fits use every row that a model has") struct MissingOutcomesTests {
  /// Train rows 1 - / 0 1 / 1 0 / - 1, a tuning row and a test row; features 0 1 2 4, then 2 and 1.
  private static func small() throws -> Dataset {
    let quality: [Double] = [1, .nan, 0, 1, 1, 0, .nan, 1, 1, 1, 0, 1]
    let cost: [Double] = [1, .nan, 2, 6, 3, 9, .nan, 3, 1, 5, 1, 5]
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<6).map { "q\($0)" }), models: ["a", "b"], quality: quality,
      cost: cost,
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 0, 0, 0, 1, 2], labels: ["train", "tune", "test"])),
        Column(name: "x_size", values: .numbers([0, 1, 2, 4, 2, 1])),
      ])
    return try Dataset(traces: traces, models: [0, 1], queries: Array(0..<6), split: .column("split"))
  }

  @Test func meansAreThoseOfAModelsOwnRows() throws {
    let data = try Self.small()
    #expect(data.means(of: data.quality, over: data.train) == [2.0 / 3, 2.0 / 3])
    #expect(data.means(of: data.cost, over: data.train) == [2, 6])
    var belief = Belief(modelCount: 2)
    let quality = try ConstantEstimator().fit(data, task: .unobserved) as any QualityEstimates
    quality.start(0, &belief)
    #expect(belief.quality == [2.0 / 3, 2.0 / 3])
  }

  /// On its own three rows, without the row itself for a row of the train part.
  @Test func regressionsAreFittedToAModelsOwnRows() throws {
    let data = try Self.small()
    let scale = Standardisation(of: [0, 1, 2, 4])
    func design(_ sizes: [Double]) -> DesignMatrix { DesignMatrix(rows: sizes.map { [scale($0)] }) }
    let fits = [
      LogisticRegression(design([0, 1, 2]), targets: [1, 0, 1], ridge: 1),
      LogisticRegression(design([1, 2, 4]), targets: [1, 0, 1], ridge: 1),
    ]
    let quality = try LogisticEstimator(ridge: 1).fit(data, task: .unobserved)
    var belief = Belief(modelCount: 2)
    for (row, size) in [(4, 2.0), (5, 1)] {
      quality.start(row, &belief)
      for model in 0..<2 { #expect(abs(belief.quality[model] - fits[model].value(at: [scale(size)])) < 1e-12) }
    }
    // Row 3 has not been seen by the first model's fit.
    quality.start(3, &belief)
    #expect(abs(belief.quality[0] - fits[0].value(at: [scale(4)])) < 1e-12)
    let cost = try RegressionCostEstimator().fit(data, task: .unobserved)
    cost.start(5, &belief)
    let line = RidgeRegression(design([1, 2, 4]), targets: [6, 9, 3], ridge: 1)
    #expect(abs(belief.cost[1] - line.value(at: [scale(1)])) < 1e-12)
    // Both are known on rows 1 and 2: costs 2 and 3, of the first model's 1, 2 and 3, against 6 and 9.
    belief.ran(0)
    cost.observe(0, row: 5, &belief)
    let seen = Standardisation(of: [1, 2, 3])
    let onCosts = RidgeRegression(DesignMatrix(rows: [[seen(2)], [seen(3)]]), targets: [6, 9], ridge: 1)
    #expect(belief.cost[0] == 1)
    #expect(abs(belief.cost[1] - onCosts.value(at: [seen(1)])) < 1e-12)
  }

  /// The neighbours of row 5 (size 1) are rows 1, then 0 and 2: of the first model 0 1 1, of the second 1 and 0.
  @Test func neighboursCountForTheModelsTheyHave() throws {
    let data = try Self.small()
    var belief = Belief(modelCount: 2)
    let quality = try KNNEstimator(neighbours: 3).fit(data, task: .unobserved) as any QualityEstimates
    quality.start(5, &belief)
    #expect(belief.quality == [2.0 / 3, 0.5])
  }

  /// A model whose outcomes are known on every other query has the curve that it has on these alone, the ease of queries
  /// being known from many others.
  @Test func curvesAreFittedToAModelsOwnOutcomes() throws {
    let key = RandomKey(seed: 2, purpose: "holed curves")
    let strengths = [0.5, -0.5, 0, 1, -1, 0.3, -0.3, 0.8, -0.8, 0.1]
    let quality = (0..<600).flatMap { query -> [Double] in
      let (own, ease) = (key.mixing(query), 1.2 * key.mixing(query).normal)
      return strengths.indices.map { ease + strengths[$0] > 1.7 * own.mixing($0).normal ? 1 : 0 }
    }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<600).map { "q\($0)" }), models: strengths.indices.map { "m\($0)" },
      quality: quality, cost: quality.indices.map { Double(1 + $0 % strengths.count) })
    func curve(_ isMissing: (Int, Int) -> Bool) throws -> LogisticLine {
      let data = try Dataset(
        traces: HoledTraces.deleting(traces, isMissing), models: Array(strengths.indices), queries: Array(0..<600),
        split: .hashed(train: 0.9, tune: 0, seed: 0))
      return try LatentDifficulty(data, task: .unobserved).curves[9]
    }
    let whole = try curve { _, _ in false }
    let half = try curve { query, model in model == 9 && query % 2 == 1 }
    // Standard errors of a logistic regression on 270 queries are about 0.15 and 0.2.
    #expect(abs(whole.intercept - half.intercept) < 0.4 && abs(whole.slope - half.slope) < 0.5)
    #expect(half.slope > 0.8)
  }

  /// Every estimator gives numbers for all models of all rows, offered or not, before and after the answers there are.
  @Test(arguments: [
    "constant", "knn", "linear", "logistic", "noisy", "irt", "irt --judge", "oracle-after", "oracle-after linear",
    "noisy platt", "noisy isotonic", "logistic platt",
  ])
  func estimatesAreNumbersEverywhere(_ words: String) throws {
    let whole = try EvidenceTraces.simulated(models: 4)
    let data = try HoledTraces.deleting(whole, HoledTraces.atRandom(0.3))
    let parts = words.split(separator: " ").map(String.init)
    var values: [String: String] = [:]
    switch parts.dropFirst().first {
    case "--judge": values["judge"] = ""
    case "linear": values["before"] = "linear"
    case let method?: values["calibrate"] = method
    case nil: break
    }
    if parts[0] == "noisy" { values.merge(["ante": "0.5", "post": "0.2"]) { $1 } }
    let estimator = try QualityEstimators.estimator(EstimatorArguments(estimator: parts[0], values: values))
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try estimator.fit(data, task: .unobserved),
        cost: try RegressionCostEstimator().fit(data, task: .unobserved)))
    var belief = Belief(modelCount: 4)
    func check(_ row: Int) {
      for model in 0..<4 {
        let numbers = [belief.quality[model], belief.cost[model], belief.sigma[model], belief.deviation(of: model)]
        #expect(!numbers.contains { !$0.isFinite }, "row \(row) model \(model)")
      }
    }
    for row in 0..<data.count {
      fitted.estimates.start(row, &belief)
      check(row)
      #expect(belief.unanswered.models == (0..<4).filter { data.isOffered($0, on: row) })
      for model in belief.unanswered.models.reversed() {
        fitted.estimates.observe(model, row: row, &belief)
        check(row)
      }
      #expect(belief.unanswered.isEmpty)
    }
    let report = try EstimateReport(of: fitted.estimates.quality, on: data.test, of: data, task: .unobserved)
    #expect(report.truths.map(\.count) == (0..<4).map { model in data.test.count { data.isOffered(model, on: $0) } })
    let estimates = (report.exAnte.estimates + report.postHoc.estimates).flatMap(\.self)
    #expect(!estimates.contains { !$0.isFinite })
    #expect(report.postHoc.skill.ofQueries.mean.isFinite)
  }
}
