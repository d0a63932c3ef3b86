import Mathematics
import Traces

/// The k-nearest-neighbours router, a baseline: routing by the mean quality and cost of the nearest training queries,
/// whatever estimates are fitted.
public struct KNNStrategy: Strategy {
  /// The number of neighbours.
  public var neighbours: Int

  /// A router of so many neighbours.
  public init(neighbours: Int = KNNEstimator.standardNeighbours) { self.neighbours = neighbours }

  /// A tuner of the price of routing.
  public func tuner(for bench: Bench, work: Work) throws(RoutingError) -> any Tuner {
    let estimates = try KNNEstimator(neighbours: neighbours).estimates(bench.data, work: work)
    return SubstituteRoutingTuner(estimates, data: bench.data, rows: bench.data.tuningRows)
  }
}
