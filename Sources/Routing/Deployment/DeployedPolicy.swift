import Input
import Mathematics
import Traces

/// A tuned strategy without traces, as stored in a policy file, by which any program can decide.
///
/// On a query with the values of a row it decides as `run` does on that row, including the draw between the tie rules.
public struct DeployedPolicy: Sendable {
  /// The canonical spelling of the strategy.
  public let strategy: String
  /// The pool, in its order.
  public let models: [String]
  /// The unit of costs.
  public let costUnit: CostUnit
  /// The budget it was tuned for.
  public let budget: Double?
  /// The parameters chosen by tuning.
  public let parameters: PolicyParameters
  /// The probability that the high-cost rule serves a query.
  public let gamma: Double
  /// The seed of the draws between the tie rules.
  public let seed: UInt64
  /// What is guaranteed of it, in words; `nil` where nothing is.
  public let guarantee: String?
  /// The most that one query may cost; `nil` for no bound.
  public var cap: Double? { policy.cap }
  /// The answered sets that it can reach.
  public var reach: PolicyReach { policy.reach(modelCount: models.count) }

  /// Whether one model serves each query.
  public var runsOneModel: Bool { reach == .subsets(upTo: 1) }

  let policy: any Policy
  let quality: any FittedEstimator
  let cost: any FittedEstimator

  /// The latest version of policy files that this program reads. What it writes is of version 2 where there is a cap, which
  /// programs that read version 1 only would not keep, and of version 1 elsewhere.
  public static let version = 2
  /// The format name in policy files.
  public static let format = "croute-policy"

  /// The policy of a strategy tuned on `fitted`.
  ///
  /// - Parameters:
  ///   - fitted: traces with estimates fitted to them.
  ///   - task: cancellation and progress of the computation.
  ///   - tuned: the tuned policy.
  ///   - strategy: its canonical spelling.
  ///   - seed: the seed of the draws between the tie rules.
  ///   - guarantee: what is guaranteed of it, in words.
  ///   - methods: the tables that name strategies and estimators.
  /// - Throws: `RoutingError.unsuitable` where the strategy or an estimator needs the traces, `RoutingError.cancelled`.
  public init(
    _ strategy: String, _ tuned: TunedPolicy, of fitted: FittedTraces, seed: UInt64, guarantee: String? = nil,
    methods: Methods = .standard, task: TaskContext
  ) throws(RoutingError) {
    // A fallback is a policy of `mix`.
    let strategy = tuned.fallback == nil ? strategy : "mix"
    let specification = try StrategySpecification(strategy, in: methods.strategies)
      .inFile(of: tuned.policy, modelCount: fitted.data.modelCount)
    let made = try Strategies.kind(specification.name, in: methods.strategies).make(specification, fitted.data.models)
    parameters = made.parameters(of: tuned.uncapped)
    guard let policy = made.policy(parameters) else {
      throw .unsuitable(
        "policy",
        reason: specification.name == "oracle"
          ? "the oracle needs the truth, which is unknown for new queries; index and cascade-routing do without"
          : "\(specification.name) needs its train queries, which a policy file does not contain; index and routing do without"
      )
    }
    self.policy = tuned.policy.cap.map(policy.capped) ?? policy
    self.guarantee = guarantee
    self.strategy = specification.canonical
    models = fitted.data.models
    costUnit = fitted.data.traces.costUnit
    budget = tuned.budget
    gamma = tuned.gamma
    self.seed = seed
    let reach = policy.reach(modelCount: models.count)
    quality = try fitted.estimates.quality.fitted(for: reach, task: task.step(0, of: 2))
    cost = try fitted.estimates.cost.fitted(for: reach, task: task.step(1, of: 2))
  }

  /// The policy as JSON for a policy file.
  ///
  /// - Parameter program: the version of the program that writes it.
  public func json(program: String) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("format", .string(Self.format)), .init("version", .integer(cap == nil ? 1 : Self.version)),
      .init("croute", .string(program)), .init("strategy", .string(strategy)), .init("models", .strings(models)),
      .init("cost_unit", .string(costUnit.rawValue)), .init("budget", budget.map { .number($0) } ?? .null),
    ]
    if let cap { members.append(.init("cap", .number(cap))) }
    if let guarantee { members.append(.init("guarantee", .string(guarantee))) }
    members += parameters.members(models: models)
    return .object(
      members + [
        .init("gamma", .number(gamma)), .init("seed", .seed(seed)), .init("quality", quality.json(models: models)),
        .init("cost", cost.json(models: models)),
      ])
  }

  /// Reads a policy from JSON.
  ///
  /// - Throws: `JSONShapeError` with the place in the file that is malformed.
  public init(_ root: JSONNode, methods: Methods = .standard) throws(JSONShapeError) {
    guard root["format"].value?.string == Self.format else { throw root["format"].mismatch("'\(Self.format)'") }
    let version = try root["version"].integer()
    if version > Self.version {
      throw JSONShapeError(
        path: "version", found: "\(version), written by a newer croute", expected: "at most \(Self.version)")
    }
    let models = try root["models"].strings()
    guard !models.isEmpty, Set(models).count == models.count else {
      throw root["models"].mismatch("different models, at least one")
    }
    let spelling = try root["strategy"].string()
    guard let unit = CostUnit(rawValue: try root["cost_unit"].string()) else {
      throw root["cost_unit"].mismatch(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let gamma = try root["gamma"].number()
    guard (0...1).contains(gamma) else { throw root["gamma"].mismatch("a number from 0 to 1") }
    let parameters = try PolicyParameters(root, models: models)
    guard let specification = try? StrategySpecification(spelling, in: methods.strategies).fromFile,
      let strategy = try? Strategies.kind(specification.name, in: methods.strategies).make(specification, models)
    else { throw root["strategy"].mismatch("a strategy of this version") }
    guard let policy = strategy.policy(parameters) else {
      throw root["strategy"].mismatch("a strategy that matches the lambdas, thresholds and runs of the file")
    }
    self.strategy = spelling
    self.models = models
    if let node = root["cap"].optional {
      let cap = try node.number()
      guard cap > 0, cap.isFinite else { throw node.mismatch("a number above 0") }
      self.policy = policy.capped(at: cap)
    } else {
      self.policy = policy
    }
    guarantee = try root["guarantee"].optional?.string()
    self.parameters = parameters
    self.gamma = gamma
    costUnit = unit
    budget = try root["budget"].optional?.number()
    seed = try root["seed"].seed()
    quality = try methods.quality.fitted(root["quality"], models: models)
    cost = try methods.cost.fitted(root["cost"], models: models)
  }
}

extension DeployedPolicy {
  /// The policy as it serves the rows of `data`, by its own estimates of them.
  ///
  /// - Parameters:
  ///   - data: the rows; of a log, valued. Its pool has the policy's models in their order.
  ///   - task: cancellation of the computation.
  /// - Throws: `RoutingError.unsuitable` where the traces lack what the estimates need, have confidences on another scale, or are a
  ///   log and the policy may run several models on a query, `RoutingError.cancelled`.
  public func serving(
    _ data: Dataset, task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, fitted: FittedTraces) {
    precondition(data.models == models, "the pool is the policy's, in its order")
    if data.isLog, !runsOneModel { throw .unsuitable(strategy, reason: StrategyKind.refusalOfLogs) }
    try requireScale(of: data.served)
    func rows<Fitted: FittedEstimator>(_ fitted: Fitted) throws(RoutingError) -> RowEstimates<Fitted> {
      try RowEstimates(
        fitted, on: data.recorded, takesAnswers: !runsOneModel, reach: runsOneModel ? .subsets(upTo: 0) : reach,
        task: task)
    }
    func qualities(_ fitted: some FittedEstimator) throws(RoutingError) -> any QualityEstimates { try rows(fitted) }
    func costs(_ fitted: some FittedEstimator) throws(RoutingError) -> any CostEstimates { try rows(fitted) }
    let tuned = TunedPolicy(
      policy: policy, budget: budget, lambdas: parameters.lambdas,
      thresholds: parameters.thresholds.filter(\.isFinite), gamma: gamma)
    return (
      tuned,
      FittedTraces(data: data, estimates: Estimates(quality: try qualities(quality), cost: try costs(cost)))
    )
  }
}

extension StrategySpecification {
  /// The spelling in a policy file: it names the depth of the search, which otherwise follows the size of the pool.
  fileprivate func inFile(of policy: any Policy, modelCount: Int) -> StrategySpecification {
    guard name == "cascade-routing", options[StrategyOption.searchDepth.name] == nil else { return self }
    var specification = self
    specification.options[StrategyOption.searchDepth.name] = "\(policy.traits.maxDepth ?? modelCount)"
    return specification
  }

  /// What a spelling in a policy file stands for: files that name no depth are from when it was that of the paper.
  fileprivate var fromFile: StrategySpecification {
    guard name == "cascade-routing", options[StrategyOption.searchDepth.name] == nil else { return self }
    var specification = self
    specification.options[StrategyOption.searchDepth.name] = "\(CascadeRoutingStrategy.publishedDepth)"
    return specification
  }
}
