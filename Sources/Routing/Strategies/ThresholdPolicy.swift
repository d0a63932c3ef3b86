/// The threshold cascade: models run in pool order until the last one's estimate reaches the threshold of its step.
///
/// Method, section 4: the usual cascade, as a baseline. The answer is that of the last model.
public struct ThresholdPolicy: Policy {
  /// t_j: the estimate at which to stop once the j-th model of the pool has run; the last threshold applies to all later
  /// models.
  public var thresholds: [Double]

  /// The cascade with thresholds after 1, 2, ... models, or one for all steps.
  public init(thresholds: [Double]) {
    precondition(!thresholds.isEmpty, "a threshold")
    self.thresholds = thresholds
  }

  /// The next model in pool order, or `nil` once the last estimate reaches its threshold.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: .nan) }
    let next = next(belief)
    if !Observer.isSilent {
      let quality = belief.answered.last.map { belief.quality[$0] } ?? -.infinity
      observer.decided(
        Candidate(belief.answeredSet, quality: quality, costs: belief.cost, lambda: .nan), next: next)
    }
    return next
  }

  private func next(_ belief: Belief) -> Int? {
    guard let last = belief.answered.last else { return belief.unanswered.first }
    return belief.quality[last] >= thresholds[min(last, thresholds.count - 1)] ? nil : belief.unanswered.first
  }

  /// The models in pool order.
  public func reach(modelCount: Int) -> PolicyReach { .prefixes(upTo: modelCount) }

  /// The model that ran last.
  public func answer(_ belief: Belief) -> Int { belief.answered[belief.answered.count - 1] }
}

extension ThresholdPolicy: TabulatedPolicy {
  package var terms: Bool { true }

  package static var stepsFollowPlaces: Bool { true }

  package func isTabulated(modelCount: Int) -> Bool { modelCount <= DecisionTree.modelLimit }

  package func price(after steps: Int) -> Double { thresholds[min(max(steps, 1), thresholds.count) - 1] }

  package func tabulate(
    _ belief: Belief, prices: ClosedRange<Double>, scratch: inout Void, table: inout PriceTable
  ) {
    guard let next = belief.unanswered.first else { return table.fill(.stop) }
    guard let last = belief.answered.last else { return table.fill(.run(next)) }
    table.removeAll()
    table.append(.stop, upTo: belief.quality[last])
    table.append(.run(next), upTo: .infinity)
  }
}
