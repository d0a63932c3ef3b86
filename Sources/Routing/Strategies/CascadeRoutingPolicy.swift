/// Cascade routing: at every step the best supermodel that contains the answered set (theorem 3).
///
/// Method, section 5. With `maxDepth` 1 this is routing (theorem 1).
public struct CascadeRoutingPolicy: Policy {
  /// The price at each step; the last one applies to all later steps.
  public var lambdas: [Double]
  let search: SupermodelSearch

  /// The policy with these prices, one per step or one for all.
  public init(lambdas: [Double], options: SearchOptions = SearchOptions()) {
    precondition(!lambdas.isEmpty, "a price")
    self.lambdas = lambdas
    search = SupermodelSearch(options: options)
  }

  /// The options of the search for the best supermodel.
  public var options: SearchOptions { search.options }

  /// Working memory for a pool of `modelCount` models.
  public func makeScratch(modelCount: Int) -> SearchScratch {
    SearchScratch(modelCount: modelCount, options: search.options)
  }

  /// The next member of the best supermodel that contains A, or `nil` where that is A itself.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout SearchScratch, observer: inout Observer
  ) -> Int? {
    if Observer.isSilent {
      var silent = SilentObserver()
      return decide(belief, row, rule, &scratch, &silent)
    }
    return decide(belief, row, rule, &scratch, &observer)
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.candidateQuality = PolicyTraits.CandidateQuality(options)
    traits.runsLowestIndexFirst = options.fixedOrder
    (traits.maxDepth, traits.beam) = (options.maxDepth, options.beam)
    return traits
  }

  /// Any models up to the depth limit.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: options.depth(modelCount: modelCount)) }

  private func decide<Observer: DecisionObserver>(
    _ belief: Belief, _ row: Int, _ rule: TieRule, _ scratch: inout SearchScratch, _ observer: inout Observer
  ) -> Int? {
    let lambda = lambdas.price(after: belief.answered.count)
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: lambda) }
    let belief = options.reference.seenByReference(belief)
    let best = search.best(belief, lambda: lambda, rule: rule, scratch: &scratch, observer: &observer)
    let next = search.next(best, belief, lambda: lambda)
    if !Observer.isSilent { observer.decided(best, next: next) }
    return next
  }
}

extension CascadeRoutingPolicy: PricedPolicy {
  /// Cascade routing with that price at every step.
  public func priced(at lambda: Double) -> CascadeRoutingPolicy {
    CascadeRoutingPolicy(lambdas: [lambda], options: options)
  }
}

extension CascadeRoutingPolicy: TabulatedPolicy {
  package var terms: SearchOptions { options }

  package func isTabulated(modelCount: Int) -> Bool { search.isTabulated(modelCount: modelCount) }

  package func price(after steps: Int) -> Double { lambdas.price(after: steps) }

  package func tabulate(
    _ belief: Belief, prices: ClosedRange<Double>, scratch: inout SearchScratch, table: inout PriceTable
  ) {
    search.tabulate(belief, prices, scratch: &scratch, table: &table)
  }
}

extension Policy {
  /// The best supermodel among those with `model` that the policy may choose, at the price of the decision; `nil` where it may
  /// choose none, and for a policy that does not search supermodels.
  ///
  /// - Parameter belief: the belief at the decision.
  package func bestSupermodel(with model: Int, _ belief: Belief) -> Candidate? {
    switch self {
    case let policy as CascadeRoutingPolicy: policy.best(with: model, belief)
    case let policy as any CappingPolicy: policy.uncapped.bestSupermodel(with: model, belief)
    default: nil
    }
  }
}

extension CascadeRoutingPolicy {
  /// Found by the search itself at other costs: what a cost takes from the trade-off is the cost, and `model` gives more to it
  /// than estimates can differ by, so that no set without it is better.
  fileprivate func best(with model: Int, _ belief: Belief) -> Candidate? {
    let lambda = lambdas.price(after: belief.answered.count)
    let belief = options.reference.seenByReference(belief)
    var priced = belief
    priced.cost = belief.cost.map { $0 * lambda }
    let models = 0..<belief.modelCount
    let (greatest, widest) = (belief.quality.map(abs).max() ?? 0, models.map(belief.deviation).max() ?? 0)
    priced.cost[model] = -1 - 2 * greatest - 20 * widest
    var scratch = makeScratch(modelCount: belief.modelCount)
    var observer = SilentObserver()
    let best = search.best(priced, lambda: 1, rule: .lowestCost, scratch: &scratch, observer: &observer)
    guard best.models.contains(model) else { return nil }
    return Candidate(best.models, quality: best.quality, costs: belief.cost, lambda: lambda)
  }
}
