import Input
import Mathematics
import Routing
import Traces

/// Made-up traces dealt into folds.
enum FoldTraces {
  /// Two models, `cheap` for 1 and `dear` for 5, with qualities 0 or 1 by a fixed sequence.
  static func data(count: Int, folds: Int, repeats: Int = 1, flipping flipped: Int? = nil) throws -> Dataset {
    let key = RandomKey(seed: 9, purpose: "test")
    var quality: [Double] = []
    for query in 0..<count {
      let u = key.mixing(query).uniform
      quality += [u < 0.5 ? 1 : 0, u < 0.8 ? 1 : 0]
    }
    if let flipped { quality[2 * flipped] = 1 - quality[2 * flipped] }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<count).map { "q\($0)" }), models: ["cheap", "dear"],
      quality: quality, cost: (0..<count).flatMap { _ in [1.0, 5.0] }, queryColumns: [])
    return try Dataset(
      traces: traces, models: [0, 1], queries: Array(0..<count), split: .folds(count: folds, repeats: repeats, seed: 1))
  }

  /// The train means as estimates.
  static func fitted(_ data: Dataset) throws -> FittedTraces {
    FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try ConstantEstimator().estimates(of: data, task: .unobserved) as any QualityEstimates,
        cost: try ConstantEstimator().estimates(of: data, task: .unobserved) as any CostEstimates))
  }
}
