import Mathematics

/// By how much estimates are further from the mean quality than the truth: above 0 where they are too high for good
/// answers or too low for bad ones.
public enum OverconfidenceMetric {
  /// The mean of (q^ - q) sign(q^ - mean q), with its standard error.
  ///
  /// - Returns: `nil` where all estimates are equal.
  public static func excess(_ estimates: [Double], _ truths: [Double]) -> (mean: Double, error: Double)? {
    guard let low = estimates.min(), let high = estimates.max(), high - low > 1e-12 else { return nil }
    let middle = truths.mean
    let excesses = zip(estimates, truths).map { ($0 - $1) * ($0 > middle ? 1 : $0 < middle ? -1 : 0) }
    return (excesses.mean, excesses.standardDeviation / Double(excesses.count).squareRoot())
  }
}
