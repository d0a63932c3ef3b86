import Input
import Mathematics
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
      let hasTokens = ["tokens_in", "tokens_out"].allSatisfy { data.traces.outcomeColumn($0) != nil }
      throw .unsuitable(
        "regression",
        reason: "the traces have neither prompts to measure nor columns x_..., which `join` adds; `fit cost "
          + (hasTokens ? "tokens" : "constant") + "` needs neither")
    }
    return try RowEstimates(FittedCostRegression(data, features, ridge: ridge), on: data, task: task)
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

/// The regressions before anything ran, and those on the costs of the answers seen.
struct FittedCostRegression: FittedEstimator {
  private let features: [ScaledFeature]
  private let exAnte: [RidgeRegression]
  private let given: SetCache<CostLines>
  /// The answered sets that it is written for, each with its regressions; those that it comes to, where there are traces.
  private let sets: [ModelSet]?
  /// The regressions of a set; `nil` where there are none.
  private let fit: @Sendable (ModelSet) -> CostLines?

  /// The estimates before any run, and the costs paid.
  struct Evidence: Sendable {
    var exAnte: [Double]
    var costs: [Double]
  }

  init(_ data: Dataset, _ features: [QueryFeatures.Feature], ridge: Double) {
    let (scaled, design) = ScaledFeature.columns(of: features, data)
    let train = design.selecting(data.train)
    exAnte = (0..<data.modelCount).map { model in
      let rows = data.rows(of: model, among: data.train)
      return RidgeRegression(
        rows.count == data.train.count ? train : design.selecting(rows),
        targets: rows.map { data.cost[$0 * data.modelCount + model] }, ridge: ridge)
    }
    self.features = scaled
    given = SetCache()
    sets = nil
    fit = { Self.lines(given: $0.models, data, ridge: ridge) }
  }

  private init(_ features: [ScaledFeature], _ exAnte: [RidgeRegression], _ given: [ModelSet: CostLines]) {
    self.features = features
    self.exAnte = exAnte
    self.given = SetCache(given)
    sets = given.keys.sorted(by: ModelSet.isBefore)
    fit = { _ in nil }
  }

  static var readsAnswers: Bool { false }

  func columns(takesAnswers: Bool) -> Set<String> { Set(features.map(\.origin.column)) }

  func evidence(of query: QueryState) throws(ServingError) -> Evidence {
    for model in query.answered { _ = try query.answer(\.cost, "cost", of: model) }
    let values = features.map { $0.value(of: query) }
    return Evidence(exAnte: exAnte.map { $0.value(at: values[...]) }, costs: query.answers.map(\.cost))
  }

  func knows(_ answered: ModelSet) -> Bool { answered.isEmpty || sets?.contains(answered) ?? true }

  func start(_ evidence: Evidence, _ belief: inout Belief) {
    for model in 0..<belief.modelCount { belief.cost[model] = evidence.exAnte[model] }
  }

  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief) {
    lines(given: belief.answeredSet)?.write(&belief) { evidence.costs[$0] }
    belief.cost[model] = evidence.costs[model]
  }

  func reaching(_ reach: PolicyReach, task: TaskContext) throws(RoutingError) -> FittedCostRegression {
    let sets = try reach.sets(
      modelCount: exAnte.count, each: "a cost regression", alternative: ", or fit cost constant")
    var known: [ModelSet: CostLines] = [:]
    for set in sets where !set.isEmpty {
      do { try task.check() } catch { throw .cancelled }
      known[set] = lines(given: set)
    }
    return FittedCostRegression(features, exAnte, known)
  }

  private func lines(given answered: ModelSet) -> CostLines? {
    try? given.value(of: answered) { () throws(Unknown) in
      guard let lines = fit(answered) else { throw Unknown() }
      return lines
    }
  }

  private struct Unknown: Error {}

  private static func lines(given answered: [Int], _ data: Dataset, ridge: Double) -> CostLines {
    let width = data.modelCount
    // The train rows on which all of the set have run.
    let rows = answered.reduce(data.train) { data.rows(of: $1, among: $0) }
    let seen = answered.map { model in rows.map { data.cost[$0 * width + model] } }
    let scales = seen.map { Standardisation(of: $0) }
    let design = DesignMatrix(
      values: rows.indices.flatMap { row in answered.indices.map { scales[$0](seen[$0][row]) } },
      width: answered.count, rowCount: rows.count)
    let means = data.means(of: data.cost, over: data.train)
    var intercepts = [Double](repeating: 0, count: width)
    var slopes = [Double](repeating: 0, count: width * width)
    for model in 0..<width where !answered.contains(model) {
      let own = rows.indices.filter { data.isOffered(model, on: rows[$0]) }
      if own.isEmpty {
        intercepts[model] = means[model]
        continue
      }
      let line = RidgeRegression(
        own.count == rows.count ? design : design.selecting(own),
        targets: own.map { data.cost[rows[$0] * width + model] }, ridge: ridge)
      intercepts[model] = line.intercept
      for (place, other) in answered.enumerated() {
        let slope = line.coefficients[place] / scales[place].scale
        slopes[model * width + other] = slope
        intercepts[model] -= slope * scales[place].mean
      }
    }
    return CostLines(intercepts: intercepts, slopes: slopes)
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "regression", "features": .array(features.map { $0.json(models) }),
      "ante": .array(
        exAnte.map { ["intercept": .number($0.intercept), "coefficients": .numbers($0.coefficients)] }),
      "given": .array(
        (sets ?? []).compactMap { set in
          lines(given: set).map {
            [
              "answered": .models(set.models, models), "intercepts": .numbers($0.intercepts),
              "slopes": .matrix($0.slopes, size: models.count),
            ]
          }
        }),
    ]
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    var features: [ScaledFeature] = []
    for feature in try node["features"].elements() { features.append(try ScaledFeature(feature, models: models)) }
    var exAnte: [RidgeRegression] = []
    for line in try node["ante"].elements(count: models.count) {
      exAnte.append(
        RidgeRegression(
          intercept: try line["intercept"].number(),
          coefficients: try line["coefficients"].numbers(count: features.count)))
    }
    var given: [ModelSet: CostLines] = [:]
    for lines in try node["given"].elements() {
      given[ModelSet(try lines["answered"].modelList(of: models))] = CostLines(
        intercepts: try lines["intercepts"].numbers(count: models.count),
        slopes: try lines["slopes"].matrix(size: models.count))
    }
    self.init(features, exAnte, given)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    let line = JSONSchema.object(
      nil, [.init("intercept", JSONSchema.number), .init("coefficients", JSONSchema.numbers, "one per feature")])
    let lines = JSONSchema.object(
      "once these models have run",
      [
        .init("answered", JSONSchema.list(of: JSONSchema.text)),
        .init("intercepts", JSONSchema.numbers, "one per model"),
        .init("slopes", JSONSchema.matrix, "a row per model that is estimated, a column per model that ran"),
      ])
    return [
      JSONSchema.estimator(
        "regression", description: "regression on features of the query, then on observed costs",
        [
          .init("features", JSONSchema.list(of: JSONSchema.shared("feature"))),
          .init("ante", JSONSchema.list(of: line), "per model, before anything has run"),
          .init("given", JSONSchema.list(of: lines)),
        ])
    ]
  }
}
