import Traces

/// Traces with estimates fitted to them, on which strategies are tuned and measured.
public struct FittedTraces: Sendable {
  /// The traces: true quality and cost.
  public var data: Dataset
  /// The estimates.
  public var estimates: Estimates

  /// Pairs traces with estimates that were fitted to them.
  public init(data: Dataset, estimates: Estimates) {
    self.data = data
    self.estimates = estimates
    self.estimates.offers = data.offers
  }
}
