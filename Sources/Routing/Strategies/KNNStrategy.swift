import Mathematics
import Traces

/// The k-nearest-neighbours router, a baseline: routing by the mean quality and cost of the nearest training queries,
/// independent of fitted estimates.
public struct KNNStrategy: Strategy {
  /// The number of neighbours.
  public var neighbours: Int

  /// A router with that many neighbours.
  public init(neighbours: Int = KNNEstimator.standardNeighbours) { self.neighbours = neighbours }

  /// A tuner of the price of routing.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let estimates = try KNNEstimator(neighbours: neighbours).estimates(fitted.data.recorded, task: task)
    return try OwnEstimatesRoutingTuner(estimates, data: fitted.data, rows: fitted.data.tuningRows, task: task)
  }
}
