import Glibc
import Mathematics

/// The value in hand at which running a model is worth exactly its price: the solution z of E[(Q - z)^+] = price.
///
/// Weitzman (1979); method, section 8. At no price it is the greatest value that Q can take: what is surely right cannot be
/// bettered. A normal Q has none, so there z = +infinity.
public enum ReservationValue {
  /// For Q ~ N(mean, sigma^2): z = mean + sigma u with phi(u) - u (1 - Phi(u)) = price / sigma.
  ///
  /// Newton's method on the logarithm of the left side, which is concave: it converges from everywhere, even where the
  /// plain form has no digits left. Far to the left the solution is u = -price / sigma.
  public static func gaussian(mean: Double, sigma: Double, price: Double) -> Double {
    if sigma <= 0 { return mean - price }
    if price <= 0 { return .infinity }
    let ratio = price / sigma
    if ratio > 30 { return mean - price }
    var u = ratio < 0.3 ? sqrt(-2 * log(2.5 * ratio)) - 0.5 : -ratio
    let target = log(ratio)
    for _ in 0..<60 {
      let excess = unitExcess(u)
      let step = (log(excess) - target) * excess / Normal.cumulative(-u)
      u += step
      if abs(step) <= 1e-14 * max(1, abs(u)) { break }
    }
    return mean + sigma * u
  }

  /// E[(Q - level)^+] for Q ~ N(mean, sigma^2).
  public static func gaussianExcess(mean: Double, sigma: Double, over level: Double) -> Double {
    sigma > 0 ? sigma * unitExcess((level - mean) / sigma) : max(mean - level, 0)
  }

  /// phi(u) - u (1 - Phi(u)); for large u by its continued fraction, since the difference cancels.
  private static func unitExcess(_ u: Double) -> Double {
    if u < 5 { return Normal.density(u) - u * Normal.cumulative(-u) }
    // Mills' ratio is 1/(u + 1/(u + 2/(u + 3/...))), so 1 - u * ratio = t/(u + t) with t = 1/(u + 2/(u + 3/...)).
    var tail = u
    for term in stride(from: 60, through: 2, by: -1) { tail = u + Double(term) / tail }
    let t = 1 / tail
    return Normal.density(u) * t / (u + t)
  }

  /// For Q in {0, 1} with P(Q = 1) = p: z = max(1 - price / p, p - price).
  public static func bernoulli(_ p: Double, price: Double) -> Double {
    if p <= 0 || p >= 1 { return p - price }
    return max(1 - price / p, p - price)
  }
}
