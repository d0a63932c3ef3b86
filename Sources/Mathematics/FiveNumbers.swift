/// The spread of values: minimum, quartiles, maximum and mean.
///
///     FiveNumbers([4, 1, 2])   // 1, 1.5, 2, 3, 4; mean 2.3333
public struct FiveNumbers: Sendable, Equatable {
  /// The number of values.
  public let count: Int
  /// The minimum.
  public let minimum: Double
  /// The value below which a quarter of the values lies, interpolated as in `quantile`.
  public let lowerQuartile: Double
  /// The middle value.
  public let median: Double
  /// The value above which a quarter of the values lies.
  public let upperQuartile: Double
  /// The maximum.
  public let maximum: Double
  /// The arithmetic mean.
  public let mean: Double

  /// The summary of the values that are not NaN; all NaN where there are none.
  public init(_ values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    count = sorted.count
    minimum = sorted.quantile(0)
    lowerQuartile = sorted.quantile(0.25)
    median = sorted.quantile(0.5)
    upperQuartile = sorted.quantile(0.75)
    maximum = sorted.quantile(1)
    mean = sorted.mean
  }
}
