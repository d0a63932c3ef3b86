import Mathematics

/// A fitted estimator applied to the rows of one `Dataset`: what is believed before any run and after each answer.
public protocol AnswerEstimates: Sendable {
  /// Whether an answer may change what is believed of models that have not run (default: it may).
  var informsOfOthers: Bool { get }
  /// Writes the ex-ante estimates of `row` into `belief`: means and uncertainty of quality, or costs.
  func start(_ row: Int, _ belief: inout Belief)
  /// Updates `belief` with the answer or the cost of `model`, already the last of `belief.answered`.
  func observe(_ model: Int, row: Int, _ belief: inout Belief)
  /// The estimator without its traces, for new queries.
  ///
  /// - Parameters:
  ///   - task: cancellation and progress of the computation.
  ///   - reach: the answered sets that the policy can reach.
  /// - Throws: `RoutingError.unsuitable` where it needs its traces, `RoutingError.cancelled`.
  func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator
}

/// Estimates of quality.
public protocol QualityEstimates: AnswerEstimates {}

/// Estimates of cost.
public protocol CostEstimates: AnswerEstimates {}

extension AnswerEstimates {
  /// An answer may inform of other models.
  public var informsOfOthers: Bool { true }
}

extension QualityEstimates {
  /// Refuses, because these estimates exist only for the queries of the traces.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    throw .hangsOnTraces("quality", try: "fit quality logistic, or fit quality irt")
  }
}

extension CostEstimates {
  /// Refuses, because these estimates exist only for the queries of the traces.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    throw .hangsOnTraces("cost", try: "fit cost constant, or fit cost regression")
  }
}

extension RoutingError {
  /// Estimates that a policy file cannot hold.
  static func hangsOnTraces(_ what: String, try advice: String) -> RoutingError {
    .unsuitable(
      "policy",
      reason: "the \(what) estimates need the queries of the traces (as with knn), which a policy file does not "
        + "hold; try: \(advice)")
  }
}

/// Quality and cost estimates together: beliefs that start ex-ante and are updated answer by answer.
public struct Estimates: Sendable {
  /// The quality half.
  public var quality: any QualityEstimates
  /// The cost half.
  public var cost: any CostEstimates
  /// The models that can run on each row; `nil` where all can on all.
  var offers: [ModelSet]?
  /// Whether answers change nothing, because no policy asks a second model.
  var ignoresAnswers = false

  /// Pairs quality with cost estimates.
  public init(quality: any QualityEstimates, cost: any CostEstimates) {
    self.quality = quality
    self.cost = cost
  }

  /// Makes `belief` the ex-ante belief about `row`.
  public func start(_ row: Int, _ belief: inout Belief) {
    belief.forget(offering: offers?[row])
    belief.othersStandStill = ignoresAnswers || !quality.informsOfOthers && !cost.informsOfOthers
    quality.start(row, &belief)
    cost.start(row, &belief)
  }

  /// Updates `belief` with the answer of `model` to `row`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.ran(model)
    if ignoresAnswers { return }
    quality.observe(model, row: row, &belief)
    cost.observe(model, row: row, &belief)
  }
}
