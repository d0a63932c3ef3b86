import Mathematics
import Synchronization
import Traces

/// Quality estimates by regression on the evidence: one regression per model and answered set A, on the features that are
/// known once A has run (method, section 7).
///
/// A train query's estimates are those of a fit that has not seen its outcome (left out one by one), so that estimates
/// on the train part are as good as those on new queries, and not better. S(A) is the covariance (centred, divided by n
/// - 1) over the train part of (estimate given A - estimate given all). Answers inform about all models, so the
/// estimates of models in A change with later answers too.
///
/// The regressions of a set are fitted when a belief first reaches it, and their estimates for all rows are kept: 8 x
/// rows x models bytes per set.
public struct AnsweredSetEstimates: QualityEstimates {
  /// The greatest number of models, with 512 answered sets, where answers bring features; without them all sets are alike.
  public static let modelLimit = 9

  /// Its name.
  let name: String
  private let fits: AnsweredSetFits

  /// Estimates for `data` by a `kind` of regression on features of the given families.
  ///
  /// - Parameters:
  ///   - estimator: the name of the estimator, for errors.
  ///   - isExAnteOnly: whether only ex-ante estimates are needed; features of answers are then left out, and any number
  ///     of models is allowed.
  ///   - kind: the regression of targets on features.
  ///   - ridge: its penalty; `nil` to choose it by leave-one-out on the train part.
  ///   - isNormal: whether what is to come is taken for normal with covariance S(A), as the paper has it.
  /// - Throws: `RoutingError.unsuitable` for more than 9 models, `RoutingError.cancelled`.
  init(
    _ estimator: String, _ data: Dataset, families: Set<AnsweredSetFamily>, isExAnteOnly: Bool = false,
    kind: AnsweredSetRegression, ridge: Double?, isNormal: Bool = false, task: TaskContext
  ) throws(RoutingError) {
    let families = isExAnteOnly ? families.intersection([.length, .group, .options, .user, .text]) : families
    let evidence = try AnsweredSetValues(data, families: families, modelLimit: Self.modelLimit, task: task)
    guard !evidence.hasAnswers || data.modelCount <= Self.modelLimit else {
      throw .unsuitable(
        estimator,
        reason: "the pool has \(data.modelCount) models, but at most \(Self.modelLimit) can be fitted for every set of "
          + "answers; try: pool hull")
    }
    name = estimator
    let ridge = if let ridge { ridge } else { try kind.bestRidge(data, evidence, task: task) }
    fits = AnsweredSetFits(
      data, evidence: evidence, kind: kind, ridge: ridge, isNormal: isNormal || !evidence.hasAnswers)
    try fits.prepare(task: task)
  }

  private init(_ name: String, _ fits: AnsweredSetFits) {
    self.name = name
    self.fits = fits
  }

  /// The same estimates calibrated for each model and answered set; S(A) follows from them.
  func calibrated(by method: CalibrationMethod) -> AnsweredSetEstimates {
    AnsweredSetEstimates(name, fits.calibrated(by: method))
  }

  /// The penalty on coefficients, given or chosen.
  public var ridge: Double { fits.ridge }

  /// The names of the features known once `answered` have run, in order.
  public func features(given answered: ModelSet) -> [String] {
    fits.evidence.features.filter { answered.isSuperset(of: $0.needs) }.map(\.name)
  }

  /// The estimated quality of each model on each row (row-major) once `answered` have run.
  public func estimates(given answered: ModelSet) -> [Double] { fits.fit(given: answered).estimates }

  /// S(A), row-major: the covariance of (estimate given A - estimate given all) over the train part.
  public func covariance(given answered: ModelSet) -> [Double] {
    fits.covariance(of: fits.fit(given: answered).estimates)
  }

  /// Writes the estimates given no answers.
  public func start(_ row: Int, _ belief: inout Belief) { write(row, given: ModelSet(), &belief) }

  /// Writes the estimates given the answers of `belief.answeredSet`, in any order.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    write(row, given: belief.answeredSet, &belief)
  }

  /// The regressions of all answered sets that the policy can reach.
  ///
  /// - Throws: `RoutingError.cancelled`.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    var known: [ModelSet: FittedAnsweredSets.Fit] = [:]
    let sets = fits.evidence.hasAnswers ? reach.sets(modelCount: fits.data.modelCount) ?? [] : [ModelSet()]
    for (index, set) in sets.enumerated() {
      do { try task.check() } catch { throw .cancelled }
      task.progress(Double(index) / Double(sets.count))
      let fit = fits.fit(given: set)
      known[set] = FittedAnsweredSets.Fit(
        regressions: fit.parts.regressions, maps: fit.parts.maps, covariance: fit.covariance?.matrix,
        steps: fit.steps.map { .init(own: $0.steps, lanes: fits.lanes(given: set)) })
    }
    return FittedAnsweredSets(
      estimator: name, features: fits.evidence.features.map { .init(origin: $0.origin, scale: $0.scale) }, fits: known,
      modelCount: fits.data.modelCount)
  }

  private func write(_ row: Int, given answered: ModelSet, _ belief: inout Belief) {
    let fit = fits.fit(given: answered)
    let first = row * belief.modelCount
    for model in 0..<belief.modelCount {
      belief.quality[model] = fit.estimates[first + model]
      belief.sigma[model] = fit.sigma[model]
    }
    belief.covariance = fit.covariance
    belief.prospect = fit.steps.map { .steps($0) } ?? .normal
  }
}

/// The regressions of single models, shared between the answered sets that ask for them.
private final class ModelFits: Sendable {
  /// The regression of one model's quality once the models of a set have run.
  struct ModelFit: Sendable {
    var regression: any Regression
    /// What calibrates its estimates; `nil` where nothing does.
    var map: Calibration?
    /// The estimate of each train row by the others on which the model is offered.
    var outside: [Double]

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
  private let ridge: Double
  private let calibration: CalibrationMethod?
  private let known = Mutex<[Key: ModelFit]>([:])
  /// The places in the train part of the rows whose steps are taken together: those with most models, of lowest hash.
  let lanePlaces: [Int]

  init(
    _ data: Dataset, evidence: AnsweredSetValues, kind: AnsweredSetRegression, ridge: Double,
    calibration: CalibrationMethod?
  ) {
    self.data = data
    self.evidence = evidence
    self.kind = kind
    self.ridge = ridge
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
    let rows = data.rows(of: model, among: data.train)
    let targets = rows.map { data.quality[$0 * data.modelCount + model] }
    let train = evidence.design(rows, given: answered)
    let regression = kind.fit(train, targets, ridge)
    var outside = regression.valuesWithoutOwnRow(train, targets: targets, ridge: ridge)
    let map = calibration.map { Calibration($0, estimates: outside, truths: targets) }
    if rows.count < data.train.count {
      let all = evidence.design(data.train, given: answered)
      var own = outside[...]
      outside = data.train.enumerated().map { place, row in
        data.isOffered(model, on: row) ? own.removeFirst() : regression.value(at: all[place])
      }
    }
    if let map { outside = outside.map { map($0) } }
    let fit = ModelFit(regression: regression, map: map, outside: outside)
    known.withLock { $0[key] = fit }
    return fit
  }

  /// The estimates of the rows whose steps are taken together.
  func lanes(of model: Int, given answered: ModelSet) -> [Double] {
    let outside = fit(of: model, given: answered).outside
    return lanePlaces.map { outside[$0] }
  }
}

/// The regressions of the answered sets reached so far.
///
/// A fit depends on nothing but its set, so it does not matter which thread comes first; if two fit the same set at
/// once, the first to finish is kept.
private final class AnsweredSetFits: Sendable {
  /// The fit of one answered set.
  final class Fit: Sendable {
    /// The regressions and their estimates.
    let parts: FitParts
    /// The square roots of the diagonal of S(A); 0 where steps are known.
    let sigma: [Double]
    /// S(A); `nil` where it is 0.
    let covariance: Covariance?
    /// How estimates step from here; `nil` where they are taken for normal.
    let steps: StepModel?

    /// The estimate of each model on each row, row-major.
    var estimates: [Double] { parts.estimates }

    /// - Parameter covariance: S(A), row-major.
    init(_ parts: FitParts, covariance matrix: [Double]) {
      self.parts = parts
      steps = nil
      let width = Int(Double(matrix.count).squareRoot())
      sigma = (0..<width).map { matrix[$0 * width + $0].squareRoot() }
      covariance = matrix.allSatisfy { $0 == 0 } ? nil : Covariance(matrix: matrix, modelCount: width)
    }

    init(_ parts: FitParts, steps: StepModel) {
      self.parts = parts
      self.steps = steps
      sigma = steps.steps.map { _ in 0 }
      covariance = nil
    }
  }

  /// The parts of a fit for one answered set.
  struct FitParts: Sendable {
    /// The regression of each model.
    var regressions: [any Regression]
    /// The calibration of each model's estimates; `nil` for none.
    var maps: [Calibration]?
    /// The estimate of each model on each row, row-major.
    var estimates: [Double]
  }

  let data: Dataset
  let evidence: AnsweredSetValues
  private let kind: AnsweredSetRegression
  let ridge: Double
  private let calibration: CalibrationMethod?
  private let isNormal: Bool
  private let final = Mutex<[Double]?>(nil)
  private let known = SetCache<Fit>()
  private let models: ModelFits
  private let joint: JointSteps

  init(
    _ data: Dataset, evidence: AnsweredSetValues, kind: AnsweredSetRegression, ridge: Double,
    calibration: CalibrationMethod? = nil, isNormal: Bool
  ) {
    self.data = data
    self.evidence = evidence
    self.kind = kind
    self.ridge = ridge
    self.calibration = calibration
    self.isNormal = isNormal
    let models = ModelFits(data, evidence: evidence, kind: kind, ridge: ridge, calibration: calibration)
    self.models = models
    joint = JointSteps(scale: kind.scale, queryCount: models.lanePlaces.count) { models.lanes(of: $0, given: $1) }
  }

  /// The same regressions with calibrated estimates.
  func calibrated(by method: CalibrationMethod) -> AnsweredSetFits {
    AnsweredSetFits(data, evidence: evidence, kind: kind, ridge: ridge, calibration: method, isNormal: isNormal)
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
      let parts = parts(given: answered)
      return isNormal ? Fit(parts, covariance: covariance(of: parts.estimates)) : stepping(parts, answered)
    }
  }

  /// The estimates of all rows once all models have run.
  private var finalEstimates: [Double] {
    if !evidence.hasAnswers { return parts(given: ModelSet()).estimates }
    if let estimates = final.withLock(\.self) { return estimates }
    let estimates = parts(given: ModelSet(data.models.indices)).estimates
    final.withLock { $0 = estimates }
    return estimates
  }

  /// The fit with the steps from what is known once `answered` have run: each model's at its own run, and those of sets.
  private func stepping(_ parts: FitParts, _ answered: ModelSet) -> Fit {
    let own = data.models.indices.map { model -> [Double] in
      if answered.contains(model) { return [] }
      let before = models.fit(of: model, given: answered).outside
      let after = models.fit(of: model, given: answered.adding(model)).outside
      return StepModel.representatives(
        of: places(of: model, given: answered).map { kind.place(after[$0]) - kind.place(before[$0]) })
    }
    return Fit(parts, steps: StepModel(scale: kind.scale, own: own, joint: joint))
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

  private func parts(given answered: ModelSet) -> FitParts {
    let width = data.modelCount
    let models = (0..<width).map { self.models.fit(of: $0, given: answered) }
    var estimates: [Double] = []
    estimates.reserveCapacity(data.count * width)
    for start in stride(from: 0, to: data.count, by: 1024) {
      let design = evidence.design(start..<min(data.count, start + 1024), given: answered)
      for row in 0..<design.rowCount {
        for model in models { estimates.append(model.value(at: design[row])) }
      }
    }
    for (model, fit) in models.enumerated() {
      for (row, value) in zip(data.train, fit.outside) { estimates[row * width + model] = value }
    }
    return FitParts(
      regressions: models.map(\.regression), maps: calibration == nil ? nil : models.compactMap(\.map),
      estimates: estimates)
  }

  /// The covariance of (estimate - final estimate) over the train part, row-major; 0 for a single query.
  func covariance(of estimates: [Double]) -> [Double] {
    let width = data.modelCount
    var matrix = [Double](repeating: 0, count: width * width)
    if data.train.count < 2 { return matrix }
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
