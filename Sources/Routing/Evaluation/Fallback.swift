/// Why a policy is a fallback: on the train and tuning parts mixing single models is ahead of the strategy, or a single model
/// is the same.
public struct Fallback: Sendable, Equatable {
  /// The strategy's gain in mean quality over mixing single models.
  public var gain: Double
  /// Its standard error over the queries of both parts.
  public var standardError: Double

  /// Creates a fallback with the given gain and standard error.
  public init(gain: Double, standardError: Double) {
    self.gain = gain
    self.standardError = standardError
  }
  /// Whether both are equally good on every query, up to rounding.
  public var isNone: Bool { abs(gain) <= 1e-9 && standardError <= 1e-9 }
}
