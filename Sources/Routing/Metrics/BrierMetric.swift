import Mathematics

/// The mean squared error of estimates: 0 at best.
public enum BrierMetric {
  /// The score of at least one estimate.
  public static func score(_ estimates: [Double], _ truths: [Double]) -> Double {
    zip(estimates, truths).map { ($0 - $1) * ($0 - $1) }.mean
  }
}
