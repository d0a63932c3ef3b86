import Mathematics
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
/// rows x models bytes per set. In pools of more than 9 models, with more than 512 answered sets, regressions rest on at
/// most three answers (`LeadingAnswers`), and the estimates of a row are computed when a belief asks for them.
public struct AnsweredSetEstimates: QualityEstimates {
  /// The greatest number of models with a regression for every answered set.
  public static let completeLimit = 9
  /// The greatest number of models whose answers can bring features, which are as many as pairs of models.
  public static let modelLimit = 64

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
  ///   - ridge: its penalty, the same on all coefficients; `nil` to choose it by leave-one-out on the train part.
  ///   - isNormal: whether what is to come is taken for normal with covariance S(A), as the paper has it, and estimates of
  ///     train queries are all those of the others.
  /// - Throws: `RoutingError.unsuitable` for more than 64 models whose answers bring features, `RoutingError.cancelled`.
  init(
    _ estimator: String, _ data: Dataset, families: Set<AnsweredSetFamily>, isExAnteOnly: Bool = false,
    kind: AnsweredSetRegression, ridge: Double?, isNormal: Bool = false, task: TaskContext
  ) throws(RoutingError) {
    var kind = kind
    kind.holdsCentre = !isNormal
    let families = isExAnteOnly ? families.intersection([.length, .group, .options, .user, .text]) : families
    let evidence = try AnsweredSetValues(data, families: families, modelLimit: Self.modelLimit, task: task)
    guard !evidence.hasAnswers || data.modelCount <= Self.modelLimit else {
      throw .unsuitable(
        estimator,
        reason: "the pool has \(data.modelCount) models, but answers can be features of at most \(Self.modelLimit); "
          + "try: pool hull")
    }
    name = estimator
    var leading: LeadingAnswers?
    if evidence.hasAnswers && data.modelCount > Self.completeLimit {
      leading = try LeadingAnswers(
        data, evidence, kind: kind, penalty: ridge.map { .init(given: $0) } ?? Self.rankingPenalty,
        task: task.step(0, of: 2))
    }
    let task = leading == nil ? task : task.step(1, of: 2)
    let penalty =
      if let ridge {
        RidgePenalty(given: ridge)
      } else {
        try kind.bestPenalty(
          data, evidence, leading: leading, isPlain: isNormal || !evidence.hasAnswers || data.isLog, task: task)
      }
    fits = AnsweredSetFits(
      data, evidence: evidence, kind: kind, penalty: penalty, leading: leading,
      isNormal: isNormal || !evidence.hasAnswers)
    try fits.prepare(task: task)
  }

  /// The penalty by which answers are ranked where none is given.
  private static let rankingPenalty = RidgePenalty(given: 10)

  private init(_ name: String, _ fits: AnsweredSetFits) {
    self.name = name
    self.fits = fits
  }

  /// The same estimates calibrated for each model and answered set; S(A) follows from them.
  func calibrated(by method: CalibrationMethod) -> AnsweredSetEstimates {
    AnsweredSetEstimates(name, fits.calibrated(by: method))
  }

  /// The penalty on coefficients, given or chosen; where chosen, that of features of other models' answers.
  public var ridge: Double { fits.penalty.ridge }

  /// The names of the features known once `answered` have run, in order.
  public func features(given answered: ModelSet) -> [String] {
    fits.evidence.features.filter { answered.isSuperset(of: $0.needs) }.map(\.name)
  }

  /// The estimated quality of each model on each row (row-major) once `answered` have run.
  public func estimates(given answered: ModelSet) -> [Double] { fits.estimates(given: answered) }

  /// S(A), row-major: the covariance of (estimate given A - estimate given all) over the train part.
  public func covariance(given answered: ModelSet) -> [Double] {
    fits.covariance(of: fits.estimates(given: answered))
  }

  /// Writes the estimates given no answers.
  public func start(_ row: Int, _ belief: inout Belief) { write(row, given: ModelSet(), &belief) }

  /// Writes the estimates given the answers of `belief.answeredSet`, in any order; where answers bring no features, they
  /// stay what they are.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    if !fits.evidence.hasAnswers { return }
    write(row, given: belief.answeredSet, &belief)
  }

  /// The regressions of all answered sets that the policy can reach.
  ///
  /// - Throws: `RoutingError.unsuitable` for more sets than a policy file holds, `RoutingError.cancelled`.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    var known: [ModelSet: FittedAnsweredSets.Fit] = [:]
    let sets =
      fits.evidence.hasAnswers
      ? try reach.sets(modelCount: fits.data.modelCount, each: "regressions") : [ModelSet()]
    for (index, set) in sets.enumerated() {
      do { try task.check() } catch { throw .cancelled }
      task.progress(Double(index) / Double(sets.count))
      let fit = fits.fit(given: set)
      known[set] = FittedAnsweredSets.Fit(
        regressions: fits.regressions(given: set), maps: fit.maps, covariance: fit.covariance?.matrix,
        steps: fit.steps.map { .init(own: $0.steps, lanes: fits.lanes(given: set)) })
    }
    return FittedAnsweredSets(
      estimator: name, features: fits.evidence.features.map { .init(origin: $0.origin, scale: $0.scale) }, fits: known,
      modelCount: fits.data.modelCount)
  }

  private func write(_ row: Int, given answered: ModelSet, _ belief: inout Belief) {
    let fit = fits.fit(given: answered)
    for model in 0..<belief.modelCount {
      belief.quality[model] = fits.estimate(of: model, row: row, by: fit)
      belief.sigma[model] = fit.sigma[model]
    }
    belief.covariance = fit.covariance
    belief.prospect = fit.steps.map { .steps($0) } ?? .normal
  }
}
