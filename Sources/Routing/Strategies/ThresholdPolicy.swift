/// The threshold cascade: models run in pool order until the last one's estimate reaches the threshold of its step.
///
/// Method, section 4: the usual cascade, as a baseline. The answer is that of the last model.
public struct ThresholdPolicy: Policy {
  /// t_j: after j models have run, the estimate of the last of them at which to stop; the last threshold applies to all
  /// later steps.
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
    let count = belief.answered.count
    guard let last = belief.answered.last else { return 0 }
    if count >= belief.modelCount || belief.quality[last] >= thresholds[min(count, thresholds.count) - 1] { return nil }
    return count
  }

  /// The models in pool order.
  public func reach(modelCount: Int) -> PolicyReach { .prefixes(upTo: modelCount) }

  /// The model that ran last.
  public func answer(_ belief: Belief) -> Int { belief.answered[belief.answered.count - 1] }
}

extension ThresholdPolicy: TabulatedPolicy {
  package var terms: Bool { true }

  package func isTabulated(modelCount: Int) -> Bool { modelCount <= 64 }

  package func price(after steps: Int) -> Double { thresholds[min(max(steps, 1), thresholds.count) - 1] }

  package func tabulate(_ belief: Belief, scratch: inout Void, table: inout PriceTable) {
    guard let last = belief.answered.last else { return table.fill(.run(0)) }
    if belief.answered.count >= belief.modelCount { return table.fill(.stop) }
    table.removeAll()
    table.append(.stop, upTo: belief.quality[last])
    table.append(.run(belief.answered.count), upTo: .infinity)
  }
}
