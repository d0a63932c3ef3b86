import Mathematics

/// By how much estimates lie further from the mean quality than the truth does: above 0 where they promise too much of
/// good answers, or too little of bad ones.
public enum OverconfidenceMetric {
  /// The mean of (q^ - q) sign(q^ - mean q), with its standard error.
  ///
  /// - Returns: `nil` where all estimates are equal: who says the same of all answers is sure of none.
  public static func excess(_ estimates: [Double], _ truths: [Double]) -> (mean: Double, error: Double)? {
    guard let low = estimates.min(), let high = estimates.max(), high - low > 1e-12 else { return nil }
    let middle = truths.mean
    let excesses = zip(estimates, truths).map { ($0 - $1) * ($0 > middle ? 1 : $0 < middle ? -1 : 0) }
    return (excesses.mean, excesses.standardDeviation / Double(excesses.count).squareRoot())
  }
}
