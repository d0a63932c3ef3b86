import Mathematics
import Routing
import Testing
import Traces

@Suite struct NoisyEstimatorTests {
  private func data() throws -> Dataset {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 20_000, seed: 1)
    return try Dataset(
      traces: traces, models: [0, 5], queries: Array(0..<20_000), split: .hashed(train: 0.5, tune: 0, seed: 0))
  }

  /// Regressing q on q + noise has slope V/(V + s^2), so the ante estimate has variance V^2/(V + a^2), and the standard
  /// deviation of (ante - post) follows from independent noises by hand.
  @Test func regressionShrinksAsTheNoiseTells() throws {
    let data = try data()
    let (a, p) = (0.6, 0.3)
    let estimates = try NoisyEstimator(exAnte: a, postHoc: p).fit(data, task: .unobserved) as (any QualityEstimates)
    let fitted = try #require(estimates as? PairedQualityEstimates)
    for model in 0..<2 {
      let truth = (0..<data.count).map { data.quality[$0 * 2 + model] }
      let exAnte = (0..<data.count).map { fitted.table.exAnte[$0 * 2 + model] }
      let v = truth.standardDeviation * truth.standardDeviation
      #expect(abs(exAnte.mean - truth.mean) < 0.02)
      #expect(abs(exAnte.standardDeviation - v / (v + a * a).squareRoot()) < 0.01)
      let (alpha, beta) = (v / (v + a * a), v / (v + p * p))
      let variance = (alpha - beta) * (alpha - beta) * v + alpha * alpha * a * a + beta * beta * p * p
      #expect(abs(fitted.sigma[model] - variance.squareRoot()) < 0.01)
    }
  }

  @Test("Where nothing is known before, the estimate is the train mean, and sigma the deviation of the post estimate")
  func nothingBefore() throws {
    let data = try data()
    func fitted(_ exAnte: Double, fuses: Bool = false) throws -> PairedQualityEstimates {
      let estimates =
        try NoisyEstimator(exAnte: exAnte, postHoc: 0.3, fuses: fuses).fit(data, task: .unobserved)
        as (any QualityEstimates)
      return try #require(estimates as? PairedQualityEstimates)
    }
    let (none, some) = (try fitted(.infinity), try fitted(0.6))
    for model in 0..<2 {
      let mean = data.train.map { data.quality[$0 * 2 + model] }.mean
      #expect(data.train.allSatisfy { none.table.exAnte[$0 * 2 + model] == none.table.exAnte[model] })
      #expect(abs(none.table.exAnte[model] - mean) < 1e-12)
      let postHoc = data.train.map { none.table.postHoc[$0 * 2 + model] }
      #expect(abs(none.sigma[model] - postHoc.standardDeviation) < 1e-9)
    }
    #expect(none.table.postHoc == some.table.postHoc)
    #expect(try fitted(.infinity, fuses: true).table.postHoc == none.table.postHoc)
  }

  /// What is given is believed; nothing else changes.
  @Test func theStepMayBeGiven() throws {
    let data = try data()
    var estimator = NoisyEstimator(exAnte: 0.6, postHoc: 0.3)
    func fitted() throws -> PairedQualityEstimates {
      try #require(
        try estimator.fit(data, task: .unobserved) as (any QualityEstimates) as? PairedQualityEstimates)
    }
    let own = try fitted()
    estimator.sigma = [0.7, 0.1]
    let given = try fitted()
    #expect(given.sigma == [0.7, 0.1] && own.sigma != given.sigma)
    #expect(given.table.exAnte == own.table.exAnte && given.table.postHoc == own.table.postHoc)
    estimator.sigma = [0.7]
    #expect(throws: RoutingError.self) { try estimator.fit(data, task: .unobserved) as (any QualityEstimates) }
  }

  @Test func noiseBelongsToTheQueryAndTheModel() throws {
    let all = try Simulator.traces(named: "sim:routerbench", queries: 200, seed: 1)
    func exAnte(models: [Int], queries: [Int]) throws -> (Dataset, PairedQualityEstimates) {
      let data = try Dataset(
        traces: all, models: models, queries: queries, split: .hashed(train: 0.5, tune: 0, seed: 0))
      let estimates =
        try NoisyEstimator(exAnte: 0.6, postHoc: 0.3, fitsOnAll: true, seed: 5).fit(data, task: .unobserved)
        as (any QualityEstimates)
      return (data, try #require(estimates as? PairedQualityEstimates))
    }
    // With other models beside it and the same queries, a model's estimates are the same numbers.
    let (one, a) = try exAnte(models: [0, 1], queries: Array(0..<200))
    let (other, b) = try exAnte(models: [0, 3, 5], queries: Array(0..<200))
    let name = all.models[0]
    let (i, j) = (one.models.firstIndex(of: name)!, other.models.firstIndex(of: name)!)
    for row in 0..<200 { #expect(a.table.exAnte[row * 2 + i] == b.table.exAnte[row * 3 + j]) }
  }
}
