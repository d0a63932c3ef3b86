import Glibc
import Mathematics

/// Tests of "the mean risk is above `level`" from `count` independent queries (method, section 9).
public enum RiskBound {
  /// The exact p-value for risks of 0 or 1: P(Bin(count, level) <= failures).
  public static func binomial(failures: Int, of count: Int, level: Double) -> Double {
    if level <= 0 { return failures < 0 ? 0 : 1 }
    if failures >= count { return 1 }
    if level >= 1 { return 0 }
    let odds = log(level) - log1p(-level)
    // The logarithm of P(Bin = k), which starts below what a double holds where there are many queries.
    var term = Double(count) * log1p(-level)
    var sum = exp(term)
    for k in 0..<max(0, min(failures, count)) {
      term += log(Double(count - k) / Double(k + 1)) + odds
      sum += exp(term)
    }
    return min(1, sum)
  }

  /// The Hoeffding-Bentkus p-value for risks in [0, 1] with mean `risk`.
  public static func hoeffdingBentkus(risk: Double, of count: Int, level: Double) -> Double {
    let (n, a) = (Double(count), min(risk, level))
    func term(_ x: Double, _ y: Double) -> Double { x <= 0 ? 0 : x * log(x / y) }
    let hoeffding = exp(-n * (term(a, level) + term(1 - a, 1 - level)))
    let bentkus = exp(1) * binomial(failures: Int((n * risk - 1e-9).rounded(.up)), of: count, level: level)
    return min(1, hoeffding, bentkus)
  }

  /// The p-value of the mean of `risks`: exact where all are 0 or 1, else Hoeffding-Bentkus.
  public static func pValue(of risks: [Double], level: Double) -> Double {
    let isBinary = risks.allSatisfy { $0 == 0 || $0 == 1 }
    return isBinary
      ? binomial(failures: Int(risks.sum), of: risks.count, level: level)
      : hoeffdingBentkus(risk: risks.mean, of: risks.count, level: level)
  }

  /// A number of queries with the same mean risk whose p-value is at most `delta`, about the least; `nil` where none of up to
  /// a million has.
  ///
  /// With each further failure the p-value rises and then falls again, so fewer queries may do by a stroke of luck.
  public static func queriesNeeded(risk: Double, isBinary: Bool, level: Double, delta: Double) -> Int? {
    if risk >= level { return nil }
    func passes(_ count: Int) -> Bool {
      let p =
        isBinary
        ? binomial(failures: Int((risk * Double(count) - 1e-9).rounded(.up)), of: count, level: level)
        : hoeffdingBentkus(risk: risk, of: count, level: level)
      return p <= delta
    }
    var high = 1
    while !passes(high) {
      if high >= 1_000_000 { return nil }
      high *= 2
    }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if passes(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
