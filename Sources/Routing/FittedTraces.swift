import Traces

/// Traces with estimates fitted to them: what strategies are tuned and measured on.
public struct FittedTraces: Sendable {
  /// The traces: true quality and cost.
  public var data: Dataset
  /// What is believed of them.
  public var estimates: Estimates

  /// A bench of its parts; the estimates were fitted to `data`.
  public init(data: Dataset, estimates: Estimates) {
    self.data = data
    self.estimates = estimates
  }
}
