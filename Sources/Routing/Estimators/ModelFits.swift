import Mathematics
import Synchronization
import Traces

/// The regressions of single models, shared between the answered sets that ask for them.
final class ModelFits: Sendable {
  /// The regression of one model's quality once the models of a set have run.
  final class ModelFit: Sendable {
    let regression: any Regression
    /// Its features, by their places.
    let features: [Int]
    /// What calibrates its estimates; `nil` where nothing does.
    let map: Calibration?
    /// The estimate of each train row by the others on which the model is offered.
    let outside: [Double]

    init(_ regression: any Regression, features: [Int], map: Calibration?, outside: [Double]) {
      self.regression = regression
      self.features = features
      self.map = map
      self.outside = outside
    }

    /// The estimate at some features.
    func value(at features: ArraySlice<Double>) -> Double {
      let value = regression.value(at: features)
      return map?(value) ?? value
    }
  }

  private struct Key: Hashable {
    var model: Int
    var given: ModelSet
  }

  private let data: Dataset
  private let evidence: AnsweredSetValues
  private let kind: AnsweredSetRegression
  private let penalty: RidgePenalty
  private let leading: LeadingAnswers?
  private let calibration: CalibrationMethod?
  private let known = Mutex<[Key: ModelFit]>([:])
  /// The regressions of which those of large pools are sums.
  private let bases = Mutex<[Key: ModelFit]>([:])
  /// The places in the train part of the rows whose steps are taken together: those with most models, of lowest hash.
  let lanePlaces: [Int]

  init(
    _ data: Dataset, evidence: AnsweredSetValues, kind: AnsweredSetRegression, penalty: RidgePenalty,
    leading: LeadingAnswers?, calibration: CalibrationMethod?
  ) {
    self.data = data
    self.evidence = evidence
    self.kind = kind
    self.penalty = penalty
    self.leading = leading
    self.calibration = calibration
    let key = RandomKey(seed: 0, purpose: "step rows")
    let ranks = data.train.enumerated().map { place, row in
      (data.models.indices.count { !data.isOffered($0, on: row) }, key.mixing(data.queryID(row)).bits, place)
    }.sorted { $0 < $1 }
    lanePlaces = (0..<JointSteps.queryCount(of: ranks.count)).map { ranks[$0 % ranks.count].2 }
  }

  /// The regression of one model given a set, made if it is not there.
  func fit(of model: Int, given answered: ModelSet) -> ModelFit {
    let key = Key(model: model, given: answered)
    if let fit = known.withLock({ $0[key] }) { return fit }
    let terms = terms(of: model, given: answered)
    var fit = terms.count == 1 ? base(of: model, given: answered) : sum(of: terms, for: model)
    if let calibration {
      let places = data.train.indices.filter { data.isOffered(model, on: data.train[$0]) }
      let map = Calibration(
        calibration, estimates: places.map { fit.outside[$0] },
        truths: places.map { data.quality[data.train[$0] * data.modelCount + model] })
      fit = ModelFit(fit.regression, features: fit.features, map: map, outside: fit.outside.map { map($0) })
    }
    known.withLock { $0[key] = fit }
    return fit
  }

  /// The estimates of the rows whose steps are taken together.
  func lanes(of model: Int, given answered: ModelSet) -> [Double] {
    let terms = terms(of: model, given: answered)
    if terms.count > 1 && calibration == nil { return sum(of: terms, for: model, at: lanePlaces) }
    let outside = fit(of: model, given: answered).outside
    return lanePlaces.map { outside[$0] }
  }

  private func terms(of model: Int, given answered: ModelSet) -> [(answers: ModelSet, weight: Double)] {
    leading?.terms(of: model, given: answered) ?? [(answered, 1)]
  }

  /// The regression on the answers of a set, not calibrated.
  private func base(of model: Int, given answered: ModelSet) -> ModelFit {
    let key = Key(model: model, given: answered)
    if let fit = bases.withLock({ $0[key] }) { return fit }
    let rows = data.rows(of: model, among: data.train)
    let features = evidence.places(given: answered)
    var (regression, outside) = kind.fit(
      of: model, on: rows, of: data, evidence, features: features, penalty: penalty)
    if rows.count < data.train.count {
      let all = evidence.design(data.train, of: features)
      var own = outside[...]
      outside = data.train.enumerated().map { place, row in
        data.isOffered(model, on: row) ? own.removeFirst() : regression.value(at: all[place])
      }
    }
    let fit = ModelFit(regression, features: features, map: nil, outside: outside)
    // What has no calibration of its own is kept once.
    if leading != nil { bases.withLock { $0[key] = fit } }
    return fit
  }

  /// The weighted sum of regressions: it is one, too.
  private func sum(of terms: [(answers: ModelSet, weight: Double)], for model: Int) -> ModelFit {
    var coefficients: [Int: Double] = [:]
    var intercept = 0.0
    for (answers, weight) in terms {
      let part = base(of: model, given: answers)
      intercept += weight * part.regression.intercept
      for (feature, coefficient) in zip(part.features, part.regression.coefficients) {
        coefficients[feature, default: 0] += weight * coefficient
      }
    }
    let features = coefficients.keys.sorted()
    return ModelFit(
      kind.made(intercept, features.map { coefficients[$0]! }), features: features, map: nil,
      outside: sum(of: terms, for: model, at: Array(data.train.indices)))
  }

  /// The estimates by that sum on some rows, by their places in the train part, each by regressions without the row.
  private func sum(
    of terms: [(answers: ModelSet, weight: Double)], for model: Int, at places: [Int]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: places.count)
    for (answers, weight) in terms {
      let outside = base(of: model, given: answers).outside
      for (index, place) in places.enumerated() { sums[index] += weight * kind.place(outside[place]) }
    }
    return sums.map(kind.estimate)
  }
}
