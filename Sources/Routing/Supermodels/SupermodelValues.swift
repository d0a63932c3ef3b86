/// E[max] of supermodels that grow by one model at a time from the answered set A.
///
/// All values of one decision come from one common quadrature or sample, so that they are monotone and submodular among
/// themselves, as lemma 1 and the bounds need them. Level 0 is A; level l holds A and l more models.
protocol SupermodelValues: Sendable {
  /// Working memory for a pool of `modelCount` models.
  init(modelCount: Int)
  /// Starts a decision and returns the quality of A; minus infinity where A is empty.
  mutating func begin(_ belief: Belief) -> Double
  /// The quality of the set at `level` with `model` added.
  mutating func quality(at level: Int, adding model: Int) -> Double
  /// Makes the set at `level + 1` that of `level` with `model` added.
  mutating func descend(from level: Int, adding model: Int)
  /// An upper bound of E[(Q_model - Q_other)^+], the gain of `model` over any set that contains `other`.
  func gainBound(of model: Int, over other: Int) -> Double
  /// Whether any set that contains `model` surely loses less than `saving`, which is above 0, when `other` takes its place.
  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool
}

extension SIMD8<Double> {
  /// The sum in pairs, of pairs, of fours: a third of the time of `sum()`, which adds one after the other.
  @inline(__always)
  var total: Double {
    let fours = lowHalf + highHalf
    let pairs = fours.lowHalf + fours.highHalf
    return pairs.x + pairs.y
  }
}

/// E[D^+] <= (d + sqrt(d^2 + s^2)) / 2 for every D of mean d and standard deviation s, by E|D| <= sqrt(E[D^2]).
func positivePartBound(mean: Double, deviation: Double) -> Double {
  0.5 * (mean + (mean * mean + deviation * deviation).squareRoot())
}

/// Whether that bound is below `limit`, which is above 0; without a root.
func positivePartBound(mean: Double, deviation: Double, isBelow limit: Double) -> Bool {
  4 * limit * (limit - mean) > deviation * deviation
}
