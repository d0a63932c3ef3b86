/// A policy with a bound on what one query may cost.
///
/// A model runs only where its estimated cost fits into what is left of the cap; where only one order of models is possible,
/// the first that does not fit ends the query. The first model runs in any case, the one of least estimated cost where none
/// fits. A run that turns out to cost more than what is left is cut off there, as a limit on the tokens of an answer does
/// it: it costs what was left, and its answer is lost. So no query costs more than the cap.
public struct CappedPolicy<Base: Policy>: Policy {
  /// The policy that decides.
  public let base: Base
  /// The most that a query may cost, in the unit of the traces' costs.
  public let cap: Double?

  /// Bounds what one query may cost under a policy.
  public init(_ base: Base, cap: Double) {
    self.base = base
    self.cap = cap
  }

  /// The working memory of the policy.
  public func makeScratch(modelCount: Int) -> Base.Scratch { base.makeScratch(modelCount: modelCount) }

  /// What the policy chooses among the models that fit into what is left.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Base.Scratch, observer: inout Observer
  ) -> Int? {
    let open = belief.limited(to: Set(fitting(in: belief)).contains)
    return open.unanswered.isEmpty
      ? nil : base.next(open, row: row, rule: rule, scratch: &scratch, observer: &observer)
  }

  /// That of the policy.
  public func answer(_ belief: Belief) -> Int { base.answer(belief) }

  /// That of the policy.
  public func reach(modelCount: Int) -> PolicyReach { base.reach(modelCount: modelCount) }

  /// Those of the policy.
  public var traits: PolicyTraits { base.traits }
}

extension Policy {
  /// The models that have not run and fit into what is left of the cap; all of them where there is none.
  package func fitting(in belief: Belief) -> [Int] {
    let open = belief.unanswered.models
    guard let cap else { return open }
    var rest = cap - belief.spent
    let order: [Int]
    switch reach(modelCount: belief.modelCount) {
    case .subsets:
      let fitting = open.filter { belief.cost[$0] <= rest }
      if !fitting.isEmpty || !belief.answered.isEmpty { return fitting }
      return Array(open.sorted { (belief.cost[$0], $0) < (belief.cost[$1], $1) }.prefix(1))
    case .prefixes: order = open
    case .chain(let models): order = models.filter(belief.unanswered.contains)
    }
    // Where none of a chain is offered, its policy takes what is.
    if order.isEmpty && belief.answered.isEmpty { return open }
    var fitting = belief.answered.isEmpty ? Array(order.prefix(1)) : []
    for model in order {
      rest -= belief.cost[model]
      if rest < 0 { break }
      if fitting.last != model { fitting.append(model) }
    }
    return fitting
  }

  /// This policy with a bound on what one query may cost.
  func capped(at cap: Double) -> any Policy { CappedPolicy(self, cap: cap) }
}

/// A policy with a cap, whatever it caps.
protocol CappingPolicy {
  /// The policy without the cap.
  var uncapped: any Policy { get }
}

extension CappedPolicy: CappingPolicy {
  var uncapped: any Policy { base }
}
