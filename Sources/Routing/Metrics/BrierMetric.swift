import Mathematics

/// The mean squared distance of estimates from the truth: 0 at best.
public enum BrierMetric {
  /// The score of estimates of qualities; at least one.
  public static func score(_ estimates: [Double], _ truths: [Double]) -> Double {
    zip(estimates, truths).map { ($0 - $1) * ($0 - $1) }.mean
  }
}
