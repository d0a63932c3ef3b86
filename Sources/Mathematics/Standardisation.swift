/// The shift and scale that give a feature mean 0 and variance 1 over the rows that a model is trained on.
///
/// Penalties such as those of `RidgeRegression` and `LogisticRegression` weigh coefficients against each other, so the
/// features they belong to should have one scale.
public struct Standardisation: Sendable, Equatable {
  /// The mean of the known values; 0 where none is known.
  public let mean: Double
  /// Their population standard deviation (divided by n); 1 where they do not vary.
  public let scale: Double

  /// A standardisation of its parts.
  public init(mean: Double, scale: Double) {
    self.mean = mean
    self.scale = scale
  }

  /// The standardisation by `values`, of which missing ones (NaN) are left out.
  ///
  ///     Standardisation(of: [1, 3, .nan])   // mean 2, scale 1
  public init(of values: some Sequence<Double>) {
    let known = values.filter { !$0.isNaN }
    mean = known.isEmpty ? 0 : known.mean
    let deviation = known.isEmpty ? 0 : known.standardDeviation
    scale = deviation > 1e-12 * abs(mean) ? deviation : 1
  }

  /// (value - mean)/scale; a missing value (NaN) counts as the mean and becomes 0.
  public func callAsFunction(_ value: Double) -> Double { value.isNaN ? 0 : (value - mean) / scale }
}
