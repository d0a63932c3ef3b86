import Mathematics
import Traces

/// The index policy: models run in descending order of their reservation value, until the best estimate in hand is at
/// least the greatest remaining value (Weitzman 1979; method, section 8).
///
/// Optimal where estimates are independent and running a model reveals its final estimate and nothing about others;
/// elsewhere a heuristic, with all values recomputed after each answer. One price applies to all steps. Under a depth
/// limit the last run goes to the model with the greatest E[max(hand, Q)] - lambda c^; a limit of 1 is routing.
public struct IndexPolicy: Policy, Equatable {
  /// The price: quality per unit of cost.
  public let lambda: Double
  /// The maximum number of models that run; `nil` for no limit.
  public let maxDepth: Int?

  /// A policy at a price.
  public init(lambda: Double, maxDepth: Int? = nil) {
    self.lambda = [lambda].price(after: 0)
    self.maxDepth = maxDepth
  }

  /// Values that are further apart do not tie.
  private static let nearness = 2e-6

  /// The model with the greatest reservation value, or `nil` where the best estimate in hand is at least that.
  ///
  /// Observers see each remaining model as a candidate with its reservation value as trade-off, and stopping as the
  /// candidate of the models that ran, with the best estimate in hand.
  @specialized(where Observer == SilentObserver)
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout IndexTabulator, observer: inout Observer
  ) -> Int? {
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: lambda) }
    var next: Int?
    var nextValue = -Double.infinity
    var key = -Double.infinity
    let hand = belief.answered.isEmpty ? nil : belief.quality[belief.bestAnswered]
    let room = maxDepth.map { $0 - belief.answered.count } ?? .max
    func weigh(_ model: Int, _ value: Double) {
      // Rounding is slow, and unnecessary for values that cannot tie.
      if value < nextValue - Self.nearness { return }
      let own = rounded(value)
      if own == key { scratch.hasTied = true }
      if own > key || own == key && isPreferred(model, to: next, belief, rule) {
        (next, key, nextValue) = (model, own, value)
      }
    }
    // Worth the trouble only where a second run has not ended it.
    let remembers = Observer.isSilent && room > 1 && belief.othersStandStill && !belief.answered.isEmpty
    var isFound = false
    if remembers, scratch.leading.cover(belief, row: row, lambda: lambda) {
      for leader in scratch.leading.leaders where belief.unanswered.contains(leader.model) {
        weigh(leader.model, leader.value)
      }
      isFound = nextValue > scratch.leading.rest + Self.nearness
    }
    if !isFound {
      (next, nextValue, key) = (nil, -.infinity, -.infinity)
      if remembers { scratch.leading.begin(belief, row: row, lambda: lambda) }
      belief.unanswered.forEach { model in
        let value =
          room == 1
          ? belief.worth(of: model, over: hand) - lambda * belief.cost[model]
          : belief.reservationValue(of: model, lambda: lambda, by: &scratch.known)
        if !Observer.isSilent { observer.evaluated(candidate(belief, adding: model, value: value)) }
        if remembers { scratch.leading.offer(model, value) }
        weigh(model, value)
      }
    }
    if let hand {
      if !Observer.isSilent { observer.evaluated(candidate(belief, adding: nil, value: hand)) }
      if rounded(hand) == key { scratch.hasTied = true }
      let isEnough = rule == .lowestCost ? rounded(hand) >= key : rounded(hand) > key
      if isEnough || room <= 0 { (next, nextValue) = (nil, hand) }
    }
    if !Observer.isSilent { observer.decided(candidate(belief, adding: next, value: nextValue), next: next) }
    return next
  }

  /// The outcomes of each; where a policy is followed by itself with the high-cost rule, a row without ties is served once.
  public static func evaluate(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces, under variants: [(policy: IndexPolicy, rule: TieRule)],
    task: TaskContext
  ) -> [Outcomes] {
    var outcomes: [Outcomes] = []
    var rest = variants[...]
    while let first = rest.popFirst() {
      if let next = rest.first, next.policy == first.policy, first.rule == .lowestCost, next.rule == .highestCost {
        rest.removeFirst()
        outcomes += first.policy.evaluateByBothRules(rows, of: fitted, task: task)
      } else {
        outcomes.append(first.policy.evaluate(rows, of: fitted, rule: first.rule, task: task))
      }
    }
    return outcomes
  }

  /// Working memory.
  public func makeScratch(modelCount: Int) -> IndexTabulator { IndexTabulator(modelCount: modelCount) }

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
