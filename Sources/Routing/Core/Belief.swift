/// The belief about one query, given the models that have run: q^[i|A], c^[i|A] and the uncertainty S(A).
///
/// A belief starts *ex-ante* (`Estimates.start`) and takes in one answer at a time (`Estimates.observe`). Its arrays are
/// reused from query to query, so that replaying thousands of queries allocates nothing.
public struct Belief: Sendable {
  /// The estimated quality of each model's answer; may leave [0, 1].
  public var quality: [Double]
  /// The estimated cost of each model in the trace set's unit; the cost paid, or its post-hoc estimate, once run.
  public var cost: [Double]
  /// The standard deviation of (final estimate - present estimate) of each model; 0 once run, unless further answers
  /// still change the estimates of models that have run.
  public var sigma: [Double]
  /// The covariance S(A) where the models' estimates are correlated; `nil` where they are independent (`sigma` only).
  public var covariance: Covariance?
  /// How the final estimates of models that have not run are distributed.
  public var prospect = OutcomeDistribution.normal
  /// The weights of a hidden variable's values, in groups of eight, where the estimates depend on one; they sum to 1.
  public package(set) var nodeWeights: [SIMD8<Double>] = []
  /// The models already run, in the order in which they ran.
  public private(set) var answered: [Int] = []
  /// The same as a set: A.
  public private(set) var answeredSet = ModelSet()
  /// The models that can run and have not run.
  public private(set) var unanswered: ModelSet
  /// The models that can run on the query; estimates of the others only inform.
  public private(set) var offered: ModelSet
  /// Whether answers change nothing that is believed of models that have not run.
  package var othersStandStill = false
  /// The true cost of what has run, by which a cap decides what may still run.
  package var spent = 0.0
  /// The model whose run was cut off where the query would have cost more than its cap; its answer is lost.
  package var cutOff: Int?
  private let pool: ModelSet

  /// A belief about `modelCount` models with nothing filled in yet.
  public init(modelCount: Int) {
    quality = [Double](repeating: 0, count: modelCount)
    cost = quality
    sigma = quality
    pool = ModelSet(0..<modelCount)
    unanswered = pool
    offered = pool
    answered.reserveCapacity(modelCount)
  }

  /// The number of models.
  public var modelCount: Int { quality.count }

  /// Whether `model` has run.
  public func hasRun(_ model: Int) -> Bool { answeredSet.contains(model) }

  /// The standard deviation of (final estimate - present estimate) of `model`, whether models are correlated or not.
  public func deviation(of model: Int) -> Double {
    if case .steps(let steps) = prospect { return steps.deviation(of: model, mean: quality[model]) }
    return covariance.map { max(0, $0.matrix[model * modelCount + model]).squareRoot() } ?? sigma[model]
  }

  /// The answered model with the best estimate; ties go to the lower cost, then the lower index.
  ///
  /// At least one model must have run.
  public var bestAnswered: Int {
    answered.min { (-quality[$0], cost[$0], $0) < (-quality[$1], cost[$1], $1) }!
  }

  /// Whether all models can run.
  var offersAll: Bool { offered == pool }

  /// Starts anew, with nothing answered.
  ///
  /// - Parameter models: those that can run; `nil` for all.
  package mutating func forget(offering models: ModelSet? = nil) {
    answered.removeAll(keepingCapacity: true)
    answeredSet = ModelSet()
    offered = models ?? pool
    unanswered = offered
    spent = 0
    cutOff = nil
  }

  /// The same where of the models that have not run only those can that `fits` admits.
  func limited(to fits: (Int) -> Bool) -> Belief {
    var rest = ModelSet()
    unanswered.forEach { if fits($0) { rest.insert($0) } }
    var belief = self
    belief.unanswered = rest
    belief.offered = rest.union(answeredSet)
    return belief
  }

  /// Records that `model` has run; the caller updates its estimates.
  package mutating func ran(_ model: Int) {
    answered.append(model)
    answeredSet.insert(model)
    unanswered.remove(model)
  }
}
