import Glibc

/// The standard normal distribution.
public enum Normal {
  /// The density at `x`.
  public static func density(_ x: Double) -> Double { exp(-0.5 * x * x) * 0.398_942_280_401_432_7 }

  /// The probability of a value at most `x`, accurate to rounding in both tails.
  public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.707_106_781_186_547_6) }

  /// The value that a standard normal variable stays below with probability `p`, 0 < p < 1.
  ///
  /// Acklam's rational approximation (relative error 1.2e-9) followed by one Halley step, which makes it accurate to
  /// about 1e-15.
  public static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability strictly between 0 and 1")
    let x = acklam(p)
    let error = (cumulative(x) - p) * 2.506_628_274_631_000_2 * exp(0.5 * x * x)
    return x - error / (1 + 0.5 * x * error)
  }

  private static func acklam(_ p: Double) -> Double {
    let tail = 0.02425
    if p < tail { return lowerTail(sqrt(-2 * log(p))) }
    if p > 1 - tail { return -lowerTail(sqrt(-2 * log1p(-p))) }
    let q = p - 0.5
    let r = q * q
    let numerator =
      ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
        + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239e+00
    let denominator =
      ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
        + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1
    return numerator * q / denominator
  }

  private static func lowerTail(_ q: Double) -> Double {
    let numerator =
      ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
        - 2.549732539343734e+00) * q + 4.374664141464968e+00) * q + 2.938163982698783e+00
    let denominator =
      (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
        + 3.754408661907416e+00) * q + 1
    return numerator / denominator
  }
}
