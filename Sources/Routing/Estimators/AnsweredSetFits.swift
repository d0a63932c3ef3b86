import Mathematics
import Synchronization
import Traces

/// The regressions of the answered sets reached so far.
///
/// A fit depends on nothing but its set, so it does not matter which thread comes first; if two fit the same set at
/// once, the first to finish is kept.
final class AnsweredSetFits: Sendable {
  /// The fit of one answered set.
  final class Fit: Sendable {
    /// The regression of each model.
    let models: [ModelFits.ModelFit]
    /// The estimate of each model on each row, row-major; `nil` where they are computed when asked for.
    let estimates: [Double]?
    /// The square roots of the diagonal of S(A); 0 where steps are known.
    let sigma: [Double]
    /// S(A); `nil` where it is 0.
    let covariance: Covariance?
    /// How estimates step from here; `nil` where they are taken for normal.
    let steps: StepModel?
    /// The calibration of each model's estimates; `nil` for none.
    var maps: [Calibration]? { models[0].map == nil ? nil : models.compactMap(\.map) }

    /// - Parameter covariance: S(A), row-major.
    init(_ models: [ModelFits.ModelFit], _ estimates: [Double]?, covariance matrix: [Double]) {
      self.models = models
      self.estimates = estimates
      steps = nil
      sigma = models.indices.map { matrix[$0 * models.count + $0].squareRoot() }
      covariance = matrix.allSatisfy { $0 == 0 } ? nil : Covariance(matrix: matrix, modelCount: models.count)
    }

    init(_ models: [ModelFits.ModelFit], _ estimates: [Double]?, steps: StepModel) {
      self.models = models
      self.estimates = estimates
      self.steps = steps
      sigma = models.map { _ in 0 }
      covariance = nil
    }
  }

  let data: Dataset
  let evidence: AnsweredSetValues
  private let kind: AnsweredSetRegression
  let penalty: RidgePenalty
  private let leading: LeadingAnswers?
  private let calibration: CalibrationMethod?
  private let isNormal: Bool
  /// By row its place in the train part, or -1.
  private let trainPlaces: [Int32]
  private let queryFeatureCount: Int
  /// Whether train queries are told apart so little that on average twenty share their features.
  private let hasFewQueries: Bool
  private let final = Mutex<[Double]?>(nil)
  private let known = SetCache<Fit>()
  private let models: ModelFits
  private let joint: JointSteps

  init(
    _ data: Dataset, evidence: AnsweredSetValues, kind: AnsweredSetRegression, penalty: RidgePenalty,
    leading: LeadingAnswers?, calibration: CalibrationMethod? = nil, isNormal: Bool
  ) {
    self.data = data
    self.evidence = evidence
    self.kind = kind
    self.penalty = penalty
    self.leading = leading
    self.calibration = calibration
    self.isNormal = isNormal
    var places = [Int32](repeating: -1, count: data.count)
    for (place, row) in data.train.enumerated() { places[row] = Int32(place) }
    trainPlaces = places
    let known = evidence.places(given: ModelSet())
    queryFeatureCount = known.count
    // In the paper's way no query counts in its own estimate.
    hasFewQueries =
      kind.holdsCentre && FewValues.hold(on: data.train) { row in known.map { evidence.features[$0].values[row] } }
    let models = ModelFits(
      data, evidence: evidence, kind: kind, penalty: penalty, leading: leading, calibration: calibration)
    self.models = models
    joint = JointSteps(scale: kind.scale, queryCount: models.lanePlaces.count) { models.lanes(of: $0, given: $1) }
  }

  /// The same regressions with calibrated estimates.
  func calibrated(by method: CalibrationMethod) -> AnsweredSetFits {
    AnsweredSetFits(
      data, evidence: evidence, kind: kind, penalty: penalty, leading: leading, calibration: method, isNormal: isNormal)
  }

  /// Fits what the estimates before any answer ask for, one model after the other.
  ///
  /// - Throws: `RoutingError.cancelled`.
  func prepare(task: TaskContext) throws(RoutingError) {
    let all = evidence.hasAnswers ? ModelSet(data.models.indices) : ModelSet()
    for model in data.models.indices {
      for answered in [ModelSet(), isNormal ? all : ModelSet([model])] {
        do { try task.check() } catch { throw .cancelled }
        _ = models.fit(of: model, given: answered)
      }
    }
    _ = fit(given: ModelSet())
  }

  /// The fit of the given set, computed if needed.
  func fit(given answered: ModelSet) -> Fit {
    let answered = evidence.hasAnswers ? answered : ModelSet()
    return known.value(of: answered) {
      let models = data.models.indices.map { self.models.fit(of: $0, given: answered) }
      let table = leading == nil || isNormal ? self.table(of: models) : nil
      return isNormal
        ? Fit(models, table, covariance: covariance(of: table!)) : Fit(models, table, steps: steps(from: answered))
    }
  }

  /// The estimate of each model on each row, row-major, once a set has run.
  func estimates(given answered: ModelSet) -> [Double] {
    let fit = fit(given: answered)
    return fit.estimates ?? table(of: fit.models)
  }

  /// The estimate of a model on a row by the fit of a set.
  func estimate(of model: Int, row: Int, by fit: Fit) -> Double {
    if let estimates = fit.estimates { return estimates[row * data.modelCount + model] }
    return estimate(row, by: fit.models[model])
  }

  private func estimate(_ row: Int, by fit: ModelFits.ModelFit) -> Double {
    let place = trainPlaces[row]
    if place >= 0, leavesOwnRowOut(fit) { return fit.outside[Int(place)] }
    return fit.value(at: fit.features.map { evidence.features[$0].values[row] }[...])
  }

  /// Whether a train row is estimated by a fit without it: not where many rows share their estimate, which then hardly
  /// knows any of them, and is to be the same for all.
  private func leavesOwnRowOut(_ fit: ModelFits.ModelFit) -> Bool {
    !hasFewQueries || fit.features.contains { $0 >= queryFeatureCount }
  }

  /// The regressions of the models once a set has run, each on all features known then.
  func regressions(given answered: ModelSet) -> [any Regression] {
    let known = evidence.places(given: answered)
    return fit(given: answered).models.map { fit in
      if fit.features == known { return fit.regression }
      var coefficients = [Double](repeating: 0, count: known.count)
      var next = 0
      for (feature, coefficient) in zip(fit.features, fit.regression.coefficients) {
        while known[next] != feature { next += 1 }
        coefficients[next] = coefficient
      }
      return kind.made(fit.regression.intercept, coefficients)
    }
  }

  /// The estimates of all rows once all models have run.
  private var finalEstimates: [Double] {
    if let estimates = final.withLock(\.self) { return estimates }
    let all = evidence.hasAnswers ? ModelSet(data.models.indices) : ModelSet()
    let estimates = table(of: data.models.indices.map { models.fit(of: $0, given: all) })
    final.withLock { $0 = estimates }
    return estimates
  }

  /// The steps from what is known once `answered` have run: each model's at its own run, and those of sets.
  private func steps(from answered: ModelSet) -> StepModel {
    let own = data.models.indices.map { model -> [Double] in
      if answered.contains(model) { return [] }
      let before = models.fit(of: model, given: answered).outside
      let after = models.fit(of: model, given: answered.adding(model)).outside
      return StepModel.representatives(
        of: places(of: model, given: answered).map { kind.place(after[$0]) - kind.place(before[$0]) })
    }
    return StepModel(scale: kind.scale, own: own, joint: joint)
  }

  /// The places in the train part of the rows on which a model can run after those of a set; where there are none, those
  /// on which it can run at all.
  private func places(of model: Int, given answered: ModelSet) -> [Int] {
    let own = data.train.indices.filter { data.isOffered(model, on: data.train[$0]) }
    let both = own.filter { place in answered.models.allSatisfy { data.isOffered($0, on: data.train[place]) } }
    return both.isEmpty ? own : both
  }

  /// The estimates of each model on some train rows once a set has run, which step together.
  func lanes(given answered: ModelSet) -> [[Double]] {
    data.models.indices.map { models.lanes(of: $0, given: answered) }
  }

  /// The estimate of each model on each row, row-major.
  private func table(of models: [ModelFits.ModelFit]) -> [Double] {
    var estimates: [Double] = []
    estimates.reserveCapacity(data.count * models.count)
    for start in stride(from: 0, to: data.count, by: 1024) {
      let rows = start..<min(data.count, start + 1024)
      if leading != nil {
        for row in rows { for model in models { estimates.append(estimate(row, by: model)) } }
        continue
      }
      let design = evidence.design(rows, of: models[0].features)
      for place in 0..<design.rowCount {
        for model in models { estimates.append(model.value(at: design[place])) }
      }
    }
    for (model, fit) in models.enumerated() where leavesOwnRowOut(fit) {
      for (row, value) in zip(data.train, fit.outside) { estimates[row * models.count + model] = value }
    }
    return estimates
  }

  /// The covariance of (estimate - final estimate) over the train part, row-major; 0 for a single query, and where answers
  /// bring no features, so that every estimate is final.
  func covariance(of estimates: [Double]) -> [Double] {
    let width = data.modelCount
    var matrix = [Double](repeating: 0, count: width * width)
    if data.train.count < 2 || !evidence.hasAnswers { return matrix }
    let final = finalEstimates
    let differences = data.train.flatMap { row in
      (row * width..<(row + 1) * width).map { estimates[$0] - final[$0] }
    }
    let count = data.train.count
    let means = (0..<width).map { model in
      (0..<count).reduce(0) { $0 + differences[$1 * width + model] } / Double(count)
    }
    for i in 0..<width {
      for j in 0...i {
        var sum = 0.0
        for row in 0..<count {
          sum += (differences[row * width + i] - means[i]) * (differences[row * width + j] - means[j])
        }
        matrix[i * width + j] = sum / Double(count - 1)
        matrix[j * width + i] = matrix[i * width + j]
      }
    }
    return matrix
  }
}
