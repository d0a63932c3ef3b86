/// The distance between estimates and outcomes: 0 where estimates are calibrated.
public enum CalibrationErrorMetric {
  /// The expected calibration error: the mean distance of the reliability curve over 15 bins of equal mass from the
  /// diagonal, weighted by the answers in them.
  ///
  /// For n answers, chance alone causes about 0.8 sqrt(15 q (1 - q) / n).
  public static func expected(_ estimates: [Double], _ truths: [Double]) -> Double {
    let bins = ReliabilityCurve(estimates, truths).bins
    return bins.reduce(0) { $0 + Double($1.count) * abs($1.estimate - $1.quality) } / Double(estimates.count)
  }
}
