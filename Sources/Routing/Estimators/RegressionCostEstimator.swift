import Mathematics
import Synchronization
import Traces

/// Cost by ridge regression: before anything ran on the prompt's length and the columns `x_…`, if any, afterwards on
/// observed costs (method, section 7).
///
/// Regressions are fitted when their answered set is first reached. A model that has run has its true cost. Estimates
/// may be negative and are used as they are.
public struct RegressionCostEstimator: CostEstimator {
  /// The penalty on the squared coefficients of the standardised features.
  public var ridge: Double

  /// An estimator with the given penalty.
  public init(ridge: Double = 1) { self.ridge = ridge }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    self.init(ridge: try arguments.nonNegative("ridge", default: 1))
  }

  static let parameters = [EstimatorParameter("ridge", "the penalty on coefficients (1)")]

  /// Cost estimates for all rows.
  ///
  /// - Throws: `RoutingError.unsuitable` where the traces have neither prompts nor columns `x_...`, `RoutingError.cancelled`.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    let features: [QueryFeatures.Feature]
    do { features = try QueryFeatures(data, families: [.length, .user], task: task).features } catch {
      throw .cancelled
    }
    if features.isEmpty {
      throw .unsuitable(
        "regression",
        reason: "the traces have neither prompts to measure nor columns x_...; try: join FILE, or fit cost tokens")
    }
    return RegressionCostEstimates(RegressionCosts(data, features, ridge: ridge))
  }
}

private struct RegressionCostEstimates: CostEstimates {
  let costs: RegressionCosts

  init(_ costs: RegressionCosts) { self.costs = costs }

  func start(_ row: Int, _ belief: inout Belief) {
    for model in 0..<belief.modelCount { belief.cost[model] = costs.exAnte[row * belief.modelCount + model] }
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    let first = row * belief.modelCount
    costs.lines(given: belief.answeredSet).write(&belief) { costs.data.cost[first + $0] }
    belief.cost[model] = costs.data.cost[first + model]
  }

  func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any CostPredictor {
    guard let sets = reach.sets(modelCount: costs.data.modelCount) else {
      throw .unsuitable(
        "policy",
        reason:
          "the strategy can reach more than \(PolicyReach.setLimit) sets of answers, with a cost regression for "
          + "each; try: +max-depth=3, or fit cost constant")
    }
    var known: [ModelSet: CostLines] = [:]
    for set in sets where !set.isEmpty {
      do { try task.check() } catch { throw .cancelled }
      known[set] = costs.lines(given: set)
    }
    return RegressionCostPredictor(features: costs.features, exAnte: costs.exAnteLines, given: known)
  }
}

/// The regressions of all models' costs on the costs of the models that ran.
struct CostLines: Sendable {
  let intercepts: [Double]
  /// Row-major, a row per model that is estimated and a column per model that ran; 0 for models that did not.
  let slopes: [Double]

  /// Writes the costs of models that have not run.
  func write(_ belief: inout Belief, costs: (Int) -> Double) {
    for other in 0..<belief.modelCount where !belief.hasRun(other) {
      var estimate = intercepts[other]
      for seen in belief.answered { estimate += slopes[other * belief.modelCount + seen] * costs(seen) }
      belief.cost[other] = estimate
    }
  }
}

/// The regressions of the answered sets reached so far; each depends on its set alone.
private final class RegressionCosts: Sendable {
  let data: Dataset
  /// The estimates before anything ran, row-major.
  let exAnte: [Double]
  /// The features of queries, and each model's regression on them.
  let features: [ScaledFeature], exAnteLines: [RidgeRegression]
  private let ridge: Double
  private let known = Mutex<[ModelSet: CostLines]>([:])

  init(_ data: Dataset, _ features: [QueryFeatures.Feature], ridge: Double) {
    self.data = data
    self.ridge = ridge
    let width = data.modelCount
    let (scaled, design) = ScaledFeature.columns(of: features, data)
    let train = design.selecting(data.train)
    var exAnte = [Double](repeating: 0, count: data.count * width)
    exAnteLines = (0..<width).map { model in
      let line = RidgeRegression(train, targets: data.train.map { data.cost[$0 * width + model] }, ridge: ridge)
      for row in 0..<data.count { exAnte[row * width + model] = line.value(at: design[row]) }
      return line
    }
    self.exAnte = exAnte
    self.features = scaled
  }

  func lines(given answered: ModelSet) -> CostLines {
    if let lines = known.withLock({ $0[answered] }) { return lines }
    let lines = fit(given: answered.models)
    return known.withLock { known in
      if let first = known[answered] { return first }
      known[answered] = lines
      return lines
    }
  }

  private func fit(given answered: [Int]) -> CostLines {
    let width = data.modelCount
    func costs(_ model: Int) -> [Double] { data.train.map { data.cost[$0 * width + model] } }
    let seen = answered.map(costs)
    let scales = seen.map { Standardisation(of: $0) }
    let design = DesignMatrix(
      values: data.train.indices.flatMap { row in answered.indices.map { scales[$0](seen[$0][row]) } },
      width: answered.count, rowCount: data.train.count)
    var intercepts = [Double](repeating: 0, count: width)
    var slopes = [Double](repeating: 0, count: width * width)
    for model in 0..<width where !answered.contains(model) {
      let line = RidgeRegression(design, targets: costs(model), ridge: ridge)
      intercepts[model] = line.intercept
      for (place, other) in answered.enumerated() {
        let slope = line.coefficients[place] / scales[place].scale
        slopes[model * width + other] = slope
        intercepts[model] -= slope * scales[place].mean
      }
    }
    return CostLines(intercepts: intercepts, slopes: slopes)
  }
}
