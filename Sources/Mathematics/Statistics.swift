/// Sums and moments in a fixed order; inlinable, because unspecialised they take twenty times as long.
extension Sequence<Double> {
  /// The sum, from first to last.
  @inlinable public var sum: Double { reduce(0, +) }
}

extension Collection<Double> {
  /// The arithmetic mean; NaN for an empty collection.
  @inlinable public var mean: Double { sum / Double(count) }

  /// The `p`-quantile of these sorted values, interpolated linearly (R's type 7); NaN for an empty collection. Of infinite
  /// values it is the lower one: nothing lies between.
  ///
  ///     [1, 2, 4].quantile(0.75)   // 3
  ///
  /// - Parameter p: in 0...1.
  public func quantile(_ p: Double) -> Double {
    if isEmpty { return .nan }
    func value(_ place: Int) -> Double { self[index(startIndex, offsetBy: place)] }
    let place = p * Double(count - 1)
    let below = Swift.min(Int(place), count - 1)
    let low = value(below)
    guard below + 1 < count, place > Double(below), low.isFinite else { return low }
    return low + (place - Double(below)) * (value(below + 1) - low)
  }

  /// Whether any two values differ. The mean and deviation of equal values are not exact: thirty times 0.1 has a mean
  /// different from 0.1.
  @inlinable public var varies: Bool {
    guard let first else { return false }
    return contains { $0 != first }
  }

  /// The population standard deviation (divided by n, not n - 1), 0 where all values are equal; NaN for an empty
  /// collection.
  @inlinable public var standardDeviation: Double {
    if !varies { return isEmpty ? .nan : 0 }
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
  }

  /// Pearson's correlation with `other`, of equal length; NaN where either is constant.
  @inlinable public func correlation(with other: some Collection<Double>) -> Double {
    if !varies || !other.varies { return .nan }
    let (meanX, meanY) = (mean, other.mean)
    var (product, squareX, squareY) = (0.0, 0.0, 0.0)
    for (valueX, valueY) in zip(self, other) {
      let (x, y) = (valueX - meanX, valueY - meanY)
      product += x * y
      squareX += x * x
      squareY += y * y
    }
    let scale = squareX.squareRoot() * squareY.squareRoot()
    return scale > 0 ? product / scale : .nan
  }
}
