import Mathematics

/// The penalty on the squared coefficients of a regression on standardised features.
struct RidgePenalty: Sendable {
  /// That on the coefficients of features of other models' answers.
  let ridge: Double
  /// That on the coefficients of features of the model's own answer.
  let own: Double
  /// That on the coefficients of features of queries.
  let query: Double

  /// The same penalty on all coefficients, as one who gives it expects.
  init(given ridge: Double) {
    self.ridge = ridge
    own = ridge
    query = ridge
  }

  /// A chosen penalty.
  ///
  /// What a model says of its own answer tells most of it, and is one of many features: a tenth of the penalty falls on it,
  /// as a prior of ten times the variance would have it. Features of queries have a penalty of their own: they may tell
  /// nothing where answers tell much.
  init(chosen ridge: Double, query: Double) {
    self.ridge = ridge
    own = ridge / 10
    self.query = query
  }

  /// The factor of each feature that turns its penalty into `ridge`; `nil` where all are 1.
  func factors(of features: [Int], in evidence: AnsweredSetValues, model: Int) -> [Double]? {
    if own == ridge && query == ridge { return nil }
    return features.map { feature in
      let needs = evidence.features[feature].needs
      let penalty = needs.isEmpty ? query : needs == ModelSet([model]) ? own : ridge
      return (ridge / penalty).squareRoot()
    }
  }
}
