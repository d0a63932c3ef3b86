/// Sums and moments in a fixed order.
extension Sequence<Double> {
  /// The sum, added in order.
  public var sum: Double { reduce(0, +) }
}

extension Collection<Double> {
  /// The arithmetic mean; not a number for an empty collection.
  public var mean: Double { sum / Double(count) }

  /// The population standard deviation (divided by n, not n - 1); not a number for an empty collection.
  public var standardDeviation: Double {
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
  }
}
