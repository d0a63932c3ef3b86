/// The shift and scale that give a feature mean 0 and variance 1 over the training rows.
///
/// Penalties such as those of `RidgeRegression` and `LogisticRegression` compare coefficients, so features should have
/// one scale.
public struct Standardisation: Sendable, Equatable {
  /// The mean of the known values; 0 where none is known.
  public let mean: Double
  /// Their population standard deviation (divided by n); 1 where they are constant.
  public let scale: Double

  /// Creates a standardisation with the given mean and scale.
  public init(mean: Double, scale: Double) {
    self.mean = mean
    self.scale = scale
  }

  /// The standardisation by `values`; missing ones (NaN) are left out.
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
