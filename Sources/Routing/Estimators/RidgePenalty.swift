import Mathematics

/// The penalty on the squared coefficients of a regression on standardised features.
struct RidgePenalty: Sendable {
  /// That on the coefficients of features of queries and of other models' answers.
  let ridge: Double
  /// That on the coefficients of features of the model's own answer, as a share of it.
  let ownShare: Double

  /// The same penalty on all coefficients, as one who gives it expects.
  init(given ridge: Double) {
    self.ridge = ridge
    ownShare = 1
  }

  /// A chosen penalty.
  ///
  /// What a model says of its own answer tells most of it, and is one of many features: a tenth of the penalty falls on it,
  /// as a prior of ten times the variance would have it.
  init(chosen ridge: Double) {
    self.ridge = ridge
    ownShare = 0.1
  }

  /// The factor of each feature that turns its penalty into `ridge`; `nil` where all are 1.
  func factors(of features: [Int], in evidence: AnsweredSetValues, model: Int) -> [Double]? {
    if ownShare == 1 { return nil }
    let own = ModelSet([model])
    return features.map { evidence.features[$0].needs == own ? (1 / ownShare).squareRoot() : 1 }
  }
}
