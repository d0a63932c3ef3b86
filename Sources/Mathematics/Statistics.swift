/// Sums and moments in a fixed order; inlinable, since unspecialised they take twenty times as long.
extension Sequence<Double> {
  /// The sum, added in order.
  @inlinable public var sum: Double { reduce(0, +) }
}

extension Collection<Double> {
  /// The arithmetic mean; not a number for an empty collection.
  @inlinable public var mean: Double { sum / Double(count) }

  /// The value below which the share `p` of these values, which are sorted, lies: interpolated linearly between
  /// neighbours (R's type 7); not a number for an empty collection.
  ///
  ///     [1, 2, 4].quantile(0.75)   // 3
  ///
  /// - Parameter p: in 0...1.
  public func quantile(_ p: Double) -> Double {
    if isEmpty { return .nan }
    func value(_ place: Int) -> Double { self[index(startIndex, offsetBy: place)] }
    let place = p * Double(count - 1)
    let low = Swift.min(Int(place), count - 1)
    let high = Swift.min(low + 1, count - 1)
    return value(low) + (place - Double(low)) * (value(high) - value(low))
  }

  /// The population standard deviation (divided by n, not n - 1); not a number for an empty collection.
  @inlinable public var standardDeviation: Double {
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
  }

  /// Pearson's correlation with `other`, which is as long; not a number where either does not vary.
  public func correlation(with other: some Collection<Double>) -> Double {
    let (meanX, meanY) = (mean, other.mean)
    let covariance = zip(self, other).map { ($0 - meanX) * ($1 - meanY) }.mean
    let scale = standardDeviation * other.standardDeviation
    return scale > 0 ? covariance / scale : .nan
  }
}
