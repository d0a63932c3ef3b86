/// A decision of a deployed policy, and its reasons.
public struct ServedDecision: Sendable {
  /// The model to run next; `nil` = stop, and give `answer`.
  public var next: Int?
  /// The model whose answer is given; `nil` where one is to run.
  public var answer: Int?
  /// The tie rule that serves the query.
  public var rule: TieRule
  /// The number drawn by the query: below gamma the high-cost rule serves it.
  public var draw: Double
  /// The price of this step; NaN where the policy has none.
  public var lambda: Double
  /// The threshold for the last answer; `nil` where there is none.
  public var threshold: Double?
  /// What the run may cost where there is a cap: it is to be cut off there.
  public var limit: Double?
  /// The model whose answer is given if the run is cut off; `nil` without a cap, or where there is none.
  public var otherwise: Int?
  /// The candidate that won.
  public var best: Candidate?
  /// The best estimate among the models that have run; `nil` where none has.
  public var inHand: Double?
}

/// Decides on one query after another, by one policy, on one thread, reusing its memory.
public protocol PolicyServing: AnyObject {
  /// What to do next for `query`.
  ///
  /// - Throws: `ServingError` where the query lacks a value, or where the policy cannot have reached this state.
  func decide(_ query: QueryState) throws(ServingError) -> ServedDecision
  /// The chance of each model to be the first that runs on `query`, over the draw between the tie rules.
  ///
  /// - Throws: `ServingError` where the query lacks a value.
  func chances(_ query: QueryState) throws(ServingError) -> [Double]
}

extension DeployedPolicy {
  /// A server of this policy.
  public func server() -> any PolicyServing {
    func open(_ policy: some Policy) -> any PolicyServing { PolicyServer(self, policy) }
    return open(policy)
  }
}

private final class PolicyServer<P: Policy>: PolicyServing {
  private let deployed: DeployedPolicy
  private let policy: P
  private let reach: PolicyReach
  private var scratch: P.Scratch
  private var belief: Belief
  private var quality: any QueryPredicting
  private var cost: any QueryPredicting

  init(_ deployed: DeployedPolicy, _ policy: P) {
    self.deployed = deployed
    self.policy = policy
    let count = deployed.models.count
    reach = policy.reach(modelCount: count)
    scratch = policy.makeScratch(modelCount: count)
    belief = Belief(modelCount: count)
    quality = deployed.quality.predictor()
    cost = deployed.cost.predictor()
  }

  func decide(_ query: QueryState) throws(ServingError) -> ServedDecision {
    guard reach.admits(query.answered) else { throw .unreachable(query.answered) }
    try requireEstimates(after: query.answered)
    belief.forget()
    try quality.start(query, &belief)
    try cost.start(query, &belief)
    for model in query.answered {
      belief.ran(model)
      if policy.cap != nil { belief.spent += try query.answer(\.cost, "cost", of: model) }
      quality.observe(model, &belief)
      cost.observe(model, &belief)
    }
    let draw = TunedPolicy.draw(query.id, seed: deployed.seed)
    let rule = draw < deployed.gamma ? TieRule.highestCost : .lowestCost
    var witness = DecisionWitness()
    var next: Int?
    if !belief.unanswered.isEmpty {
      next = policy.next(belief, row: 0, rule: rule, scratch: &scratch, observer: &witness)
    }
    let isFresh = belief.answered.isEmpty
    let thresholds = deployed.parameters.thresholds
    let threshold = thresholds.isEmpty ? nil : thresholds[max(0, min(belief.answered.count, thresholds.count) - 1)]
    let inHand = isFresh ? nil : policy.answer(belief)
    let limit = next == nil ? nil : policy.cap.map { max(0, $0 - belief.spent) }
    return ServedDecision(
      next: next, answer: next == nil ? inHand : nil, rule: rule, draw: draw, lambda: witness.lambda,
      threshold: isFresh ? nil : threshold, limit: limit, otherwise: limit == nil ? nil : inHand, best: witness.best,
      inHand: isFresh ? nil : belief.quality[belief.bestAnswered])
  }
}

extension PolicyServer {
  /// Refuses answers after some of which there are no estimates.
  private func requireEstimates(after answered: [Int]) throws(ServingError) {
    for count in 0...answered.count {
      let set = ModelSet(answered.prefix(count))
      if !deployed.quality.knows(set) || !deployed.cost.knows(set) { throw .unreachable(Array(answered.prefix(count))) }
    }
  }

  func chances(_ query: QueryState) throws(ServingError) -> [Double] {
    try requireEstimates(after: [])
    belief.forget()
    try quality.start(query, &belief)
    try cost.start(query, &belief)
    var chances = [Double](repeating: 0, count: deployed.models.count)
    var observer = SilentObserver()
    for (rule, share) in [(TieRule.lowestCost, 1 - deployed.gamma), (.highestCost, deployed.gamma)] where share > 0 {
      let model = policy.next(belief, row: 0, rule: rule, scratch: &scratch, observer: &observer)
      if let model { chances[model] += share }
    }
    return chances
  }
}

/// Records the price and the winner of a decision.
private struct DecisionWitness: DecisionObserver {
  static var isSilent: Bool { false }
  var lambda = Double.nan
  var best: Candidate?

  mutating func begin(_ belief: Belief, row: Int, lambda: Double) { self.lambda = lambda }
  mutating func decided(_ best: Candidate, next: Int?) { self.best = best }
}
