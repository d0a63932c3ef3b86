/// The quality q^_M = E[max_{i in M} Q_i] of supermodels under one belief, as compared by the search.
///
/// All sets are evaluated on the quadrature or sample that the search uses for this belief (method, section 3), so the
/// values are monotone and submodular in M.
///
///     let quality = ExpectedMaximum(belief)
///     quality(of: ModelSet([0, 2]))
public struct ExpectedMaximum {
  private enum Source {
    case certain(GreatestMean)
    case independent(IndependentGrid)
    case correlated(CorrelatedLanes)
    case revealed(SuccessProducts)
    case reference(ReferenceSample)
    case stepped(Belief, JointSteps)
  }
  private let source: Source
  private let answered: ModelSet
  private let answeredQuality: Double

  /// E[max] under `belief`, as specified by `options`.
  public init(_ belief: Belief, options: SearchOptions = SearchOptions()) {
    let count = belief.modelCount
    answered = belief.answeredSet
    switch ValuesKind.of(belief, options) {
    case .certain:
      var values = GreatestMean(modelCount: count)
      answeredQuality = values.begin(belief)
      source = .certain(values)
    case .independent:
      var values = IndependentGrid(modelCount: count)
      answeredQuality = values.begin(belief)
      source = .independent(values)
    case .correlated:
      var values = CorrelatedLanes(modelCount: count)
      answeredQuality = values.begin(belief)
      source = .correlated(values)
    case .revealed:
      var values = SuccessProducts(modelCount: count)
      answeredQuality = values.begin(belief)
      source = .revealed(values)
    case .stepped(let joint):
      answeredQuality = answered.isEmpty ? -.infinity : belief.quality[belief.bestAnswered]
      source = .stepped(belief, joint)
    case .reference:
      var values = ReferenceSample(modelCount: count)
      values.table = options.normals
      values.usesVariance = options.reference.contains(.varianceForDeviation)
      answeredQuality = values.begin(belief)
      source = .reference(values)
    }
  }

  /// The quality of a set that contains all models that have run; -infinity for the empty set.
  public func callAsFunction(of models: ModelSet) -> Double {
    precondition(models.isSuperset(of: answered), "a set that contains what has run")
    let added = models.subtracting(answered).models
    switch source {
    case .certain(var values): return quality(added, &values)
    case .independent(var values): return quality(added, &values)
    case .correlated(var values): return quality(added, &values)
    case .revealed(var values): return quality(added, &values)
    case .reference(var values): return quality(added, &values)
    case .stepped(let belief, let joint):
      var maximum = JointMaximum()
      return maximum.quality(of: models, belief, joint)
    }
  }

  private func quality<Values: ExpectedMaxEvaluator>(_ added: [Int], _ values: inout Values) -> Double {
    guard let last = added.last else { return answeredQuality }
    for (level, model) in added.dropLast().enumerated() { values.descend(from: level, adding: model) }
    return values.quality(at: added.count - 1, adding: last)
  }
}
