import Foundation
import Routing
import TestSupport
import Traces

/// One of the recorded benches of the authors' code: traces with estimates, budgets and results.
struct RecordedBench: Decodable {
  var key: String
  var models: [String]
  var sigmas: [Double]
  var budgets: [Double]
  var linear: Double
  /// The area of each method on a scale of 100.
  var auc: [String: Double]

  init(_ key: String) throws {
    let data = try Fixtures.data(key + ".json")
    self = try JSONDecoder().decode(RecordedBench.self, from: data)
  }

  /// The recorded traces with the recorded estimates; sigma from the train part unless given.
  func fittedTraces(sigma: [Double]? = nil, fuses: Bool = false) throws -> FittedTraces {
    let path = Fixtures.path(key + ".csv")
    let traces = try TraceLoader.load(paths: [path])
    let data = try Dataset(
      traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
      split: .column("split"))
    let estimator = TableEstimator(table: try EstimatesFormat.read(path: path), sigma: sigma, fuses: fuses)
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try estimator.fit(data, task: .unobserved), cost: try estimator.fit(data, task: .unobserved)))
  }
}
