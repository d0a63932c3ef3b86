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
  /// The greatest number of models, with 512 answered sets.
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
  /// - Throws: `RoutingError.unsuitable` for more than 9 models, `RoutingError.cancelled`.
  init(
    _ estimator: String, _ data: Dataset, families: Set<AnsweredSetFamily>, isExAnteOnly: Bool = false,
    kind: AnsweredSetRegression, ridge: Double?, task: TaskContext
  ) throws(RoutingError) {
    guard isExAnteOnly || data.modelCount <= Self.modelLimit else {
      throw .unsuitable(
        estimator,
        reason: "the pool has \(data.modelCount) models, but at most \(Self.modelLimit) can be fitted for every set of "
          + "answers; try: pool hull")
    }
    name = estimator
    let families = isExAnteOnly ? families.intersection([.length, .group, .options, .user]) : families
    let evidence = try AnsweredSetValues(data, families: families, task: task)
    let ridge = if let ridge { ridge } else { try kind.bestRidge(data, evidence, task: task) }
    fits = AnsweredSetFits(data, evidence: evidence, kind: kind, ridge: ridge)
    _ = fits.fit(given: ModelSet())
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

  /// S(A), row-major; all 0 once all have run.
  public func covariance(given answered: ModelSet) -> [Double] {
    let width = fits.data.modelCount
    return fits.fit(given: answered).covariance?.matrix ?? [Double](repeating: 0, count: width * width)
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
  public func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any QualityPredictor {
    var known: [ModelSet: AnsweredSetPredictor.Fit] = [:]
    let sets = reach.sets(modelCount: fits.data.modelCount) ?? []
    for (index, set) in sets.enumerated() {
      do { try task.check() } catch { throw .cancelled }
      task.progress(Double(index) / Double(sets.count))
      let fit = fits.fit(given: set)
      known[set] = AnsweredSetPredictor.Fit(
        regressions: fit.parts.regressions, maps: fit.parts.maps, covariance: fit.covariance?.matrix)
    }
    return AnsweredSetPredictor(
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
    /// The square roots of the diagonal of S(A).
    let sigma: [Double]
    /// S(A); `nil` where it is 0.
    let covariance: Covariance?

    /// The estimate of each model on each row, row-major.
    var estimates: [Double] { parts.estimates }

    init(_ parts: FitParts, deviations: [Double]) {
      self.parts = parts
      let width = Int(Double(deviations.count).squareRoot())
      sigma = (0..<width).map { deviations[$0 * width + $0].squareRoot() }
      covariance =
        deviations.allSatisfy { $0 == 0 } ? nil : Covariance(matrix: deviations, modelCount: width)
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
  private let final: Fit
  private let known: Mutex<[ModelSet: Fit]>

  init(
    _ data: Dataset, evidence: AnsweredSetValues, kind: AnsweredSetRegression, ridge: Double,
    calibration: CalibrationMethod? = nil
  ) {
    self.data = data
    self.evidence = evidence
    self.kind = kind
    self.ridge = ridge
    self.calibration = calibration
    let all = ModelSet(data.models.indices)
    final = Fit(
      Self.parts(given: all, data, evidence, kind, ridge, calibration),
      deviations: [Double](repeating: 0, count: data.modelCount * data.modelCount))
    known = Mutex([all: final])
  }

  /// The same regressions with calibrated estimates.
  func calibrated(by method: CalibrationMethod) -> AnsweredSetFits {
    AnsweredSetFits(data, evidence: evidence, kind: kind, ridge: ridge, calibration: method)
  }

  /// The fit of the given set, computed if needed.
  func fit(given answered: ModelSet) -> Fit {
    if let fit = known.withLock({ $0[answered] }) { return fit }
    let parts = Self.parts(given: answered, data, evidence, kind, ridge, calibration)
    let fit = Fit(parts, deviations: covariance(of: parts.estimates))
    return known.withLock { known in
      if let first = known[answered] { return first }
      known[answered] = fit
      return fit
    }
  }

  private static func parts(
    given answered: ModelSet, _ data: Dataset, _ evidence: AnsweredSetValues, _ kind: AnsweredSetRegression,
    _ ridge: Double,
    _ calibration: CalibrationMethod?
  ) -> FitParts {
    let width = data.modelCount
    func targets(_ model: Int) -> [Double] { data.train.map { data.quality[$0 * width + model] } }
    let train = evidence.design(data.train, given: answered)
    let regressions = (0..<width).map { kind.fit(train, targets($0), ridge) }
    var estimates: [Double] = []
    estimates.reserveCapacity(data.count * width)
    for start in stride(from: 0, to: data.count, by: 1024) {
      let design = evidence.design(start..<min(data.count, start + 1024), given: answered)
      for row in 0..<design.rowCount {
        for regression in regressions { estimates.append(regression.value(at: design[row])) }
      }
    }
    let maps = (0..<width).map { model -> Calibration? in
      let truths = targets(model)
      let outside = regressions[model].valuesWithoutOwnRow(train, targets: truths, ridge: ridge)
      for (row, value) in zip(data.train, outside) { estimates[row * width + model] = value }
      guard let calibration else { return nil }
      let map = Calibration(calibration, estimates: outside, truths: truths)
      for place in stride(from: model, to: estimates.count, by: width) { estimates[place] = map(estimates[place]) }
      return map
    }
    return FitParts(
      regressions: regressions, maps: calibration == nil ? nil : maps.compactMap(\.self), estimates: estimates)
  }

  /// The covariance of (estimate - final estimate) over the train part, row-major; 0 for a single query.
  private func covariance(of estimates: [Double]) -> [Double] {
    let width = data.modelCount
    var matrix = [Double](repeating: 0, count: width * width)
    if data.train.count < 2 { return matrix }
    let differences = data.train.flatMap { row in
      (row * width..<(row + 1) * width).map { estimates[$0] - final.estimates[$0] }
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
