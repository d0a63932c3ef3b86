/// E[max] of supermodels that grow by one model at a time from the answered set A.
///
/// All values of one decision come from one common quadrature or sample, so that they are monotone and submodular, as
/// lemma 1 and the bounds require. Level 0 is A; level l contains A and l more models.
protocol ExpectedMaxEvaluator: Sendable {
  /// Working memory for a pool of `modelCount` models.
  init(modelCount: Int)
  /// Starts a decision and returns the quality of A; -infinity where A is empty.
  mutating func begin(_ belief: Belief) -> Double
  /// The quality of the set at `level` with `model` added.
  mutating func quality(at level: Int, adding model: Int) -> Double
  /// Sets level `level + 1` to the set of `level` with `model` added.
  mutating func descend(from level: Int, adding model: Int)
  /// An upper bound on E[(Q_model - Q_other)^+], the gain of `model` over any set that contains `other`.
  func gainBound(of model: Int, over other: Int) -> Double
  /// Whether every set that contains `model` surely loses less than `saving` > 0 when `other` replaces it.
  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool
}

extension ExpectedMaxEvaluator {
  /// False by default.
  @inline(__always)
  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool { false }
}

extension SIMD8<Double> {
  /// The pairwise sum, in a third of the time of `sum()`, which adds sequentially.
  @inline(__always)
  var total: Double {
    let fours = lowHalf + highHalf
    let pairs = fours.lowHalf + fours.highHalf
    return pairs.x + pairs.y
  }
}

/// An upper bound on E[D^+] for every D symmetric around its mean d, with variance v.
///
/// E[D^+] = (d + E|D|) / 2 and, with D = d + X, E|D| = E max(|d|, |X|). As a function of x^2, max(|d|, x) lies below
/// its tangent through x = 0, |d| + x^2 / (4 |d|); where v > 4 d^2, Jensen's inequality gives sqrt(v).
@inline(__always)
func positivePartBound(mean: Double, variance: Double) -> Double {
  let distance = abs(mean)
  let absolute = variance < 4 * distance * distance ? distance + 0.25 * variance / distance : variance.squareRoot()
  return 0.5 * (mean + absolute)
}

/// Whether that bound is below `limit` > 0, without a square root.
@inline(__always)
func positivePartBound(mean: Double, variance: Double, isBelow limit: Double) -> Bool {
  let distance = abs(mean)
  let rest = 2 * limit - mean
  return variance < 4 * distance * distance
    ? variance < 4 * distance * (rest - distance) : rest > 0 && variance < rest * rest
}
