/// The index policy: models run in descending order of their reservation value, until the best estimate in hand is at
/// least the greatest remaining value (Weitzman 1979; method, section 8).
///
/// Optimal where estimates are independent and running a model reveals its final estimate and nothing about others;
/// elsewhere a heuristic, with all values recomputed after each answer. One price applies to all steps. Under a depth
/// limit the last run goes to the model with the greatest E[max(hand, Q)] - lambda c^; a limit of 1 is routing.
public struct IndexPolicy: Policy {
  /// The price: quality per unit of cost.
  public let lambda: Double
  /// The maximum number of models that run; `nil` for no limit.
  public let maxDepth: Int?

  /// A policy at a price.
  public init(lambda: Double, maxDepth: Int? = nil) {
    self.lambda = [lambda].price(after: 0)
    self.maxDepth = maxDepth
  }

  /// The model with the greatest reservation value, or `nil` where the best estimate in hand is at least that.
  ///
  /// Observers see each remaining model as a candidate with its reservation value as trade-off, and stopping as the
  /// candidate of the models that ran, with the best estimate in hand.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: lambda) }
    var next: Int?
    var nextValue = -Double.infinity
    var key = -Double.infinity
    let hand = belief.answered.isEmpty ? nil : belief.quality[belief.bestAnswered]
    let room = maxDepth.map { $0 - belief.answered.count } ?? .max
    let table = ReservationTable.shared
    belief.unanswered.forEach { model in
      let value =
        room == 1
        ? belief.worth(of: model, over: hand) - lambda * belief.cost[model]
        : belief.reservationValue(of: model, lambda: lambda, by: table)
      if !Observer.isSilent { observer.evaluated(candidate(belief, adding: model, value: value)) }
      // Rounding is slow, and unnecessary for values that cannot tie.
      if value < nextValue - 2e-6 { return }
      let own = rounded(value)
      if own > key || own == key && isPreferred(model, to: next, belief, rule) {
        (next, key, nextValue) = (model, own, value)
      }
    }
    if let hand {
      if !Observer.isSilent { observer.evaluated(candidate(belief, adding: nil, value: hand)) }
      let isEnough = rule == .lowestCost ? rounded(hand) >= key : rounded(hand) > key
      if isEnough || room <= 0 { (next, nextValue) = (nil, hand) }
    }
    if !Observer.isSilent { observer.decided(candidate(belief, adding: next, value: nextValue), next: next) }
    return next
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.weighsReservationValues = true
    traits.maxDepth = maxDepth
    return traits
  }

  /// Any models up to the depth limit.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: min(maxDepth ?? modelCount, modelCount)) }

  private func isPreferred(_ model: Int, to other: Int?, _ belief: Belief, _ rule: TieRule) -> Bool {
    guard let other else { return true }
    let dearer = belief.cost[model] - belief.cost[other]
    return rule == .lowestCost ? dearer < 0 : dearer > 0
  }

  private func candidate(_ belief: Belief, adding model: Int?, value: Double) -> Candidate {
    let models = model.map(belief.answeredSet.adding) ?? belief.answeredSet
    var result = Candidate(
      models, quality: belief.quality[model ?? belief.bestAnswered], costs: belief.cost, lambda: lambda)
    result.tradeOff = value
    return result
  }
}

extension IndexPolicy: PricedPolicy {
  /// The index policy at that price.
  public func priced(at lambda: Double) -> IndexPolicy { IndexPolicy(lambda: lambda, maxDepth: maxDepth) }
}

extension IndexPolicy: TabulatedPolicy {
  package var terms: Int? { maxDepth }

  package func isTabulated(modelCount: Int) -> Bool { maxDepth == nil && modelCount <= 64 }

  package func price(after steps: Int) -> Double { lambda }

  /// The model with the greatest reservation value up to the price at which that equals the best estimate in hand, E[(Q
  /// - hand)^+] / c; from there on none. Undetermined where a model is free, and at prices a thousand times too high
  /// for any model.
  package func tabulate(_ belief: Belief, scratch: inout Void, table: inout PriceTable) {
    let hand = belief.answered.isEmpty ? nil : belief.quality[belief.bestAnswered]
    var unrun: UInt64 = 0
    var costs = (least: Double.infinity, greatest: 0.0)
    var ends = (low: 0.0, high: 0.0)
    for model in 0..<belief.modelCount where belief.unanswered.contains(model) {
      unrun |= 1 << UInt64(model)
      let cost = belief.cost[model]
      costs = (min(costs.least, cost), max(costs.greatest, cost))
      guard let hand else { continue }
      // Values are rounded to 6 decimals when they are compared.
      let (above, below) = (hand + 1.2e-6, hand - 1.2e-6)
      ends.low = max(ends.low, (belief.worth(of: model, over: above) - above) / cost)
      ends.high = max(ends.high, (belief.worth(of: model, over: below) - below) / cost)
    }
    if costs.least <= 0 { return table.fill(.undetermined) }
    let least = 1e-4 / costs.greatest
    let end = min(hand == nil ? .infinity : ends.low * (1 - 1e-9), 1000 / costs.least)
    table.removeAll()
    table.append(.undetermined, upTo: least)
    if end > least {
      var firstMember = LeadingModelIntervals()
      firstMember.split(unrun, belief, from: least, to: end) { first, end in
        table.append(first.map { .run($0) } ?? .undetermined, upTo: end)
      }
    }
    if hand != nil { table.append(.undetermined, upTo: max(least, ends.high * (1 + 1e-9))) }
    table.append(hand == nil ? .undetermined : .stop, upTo: .infinity)
  }
}
