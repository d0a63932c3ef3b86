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
  /// An upper bound of what any set that contains `model` loses when `other` takes its place.
  func exchangeLoss(of model: Int, for other: Int) -> Double
}

/// E[D^+] <= (d + sqrt(d^2 + s^2)) / 2 for every D of mean d and standard deviation s, by E|D| <= sqrt(E[D^2]).
func positivePartBound(mean: Double, deviation: Double) -> Double {
  0.5 * (mean + (mean * mean + deviation * deviation).squareRoot())
}
