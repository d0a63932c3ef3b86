import Mathematics
import Traces

/// Chooses the price of routing by estimates of its own in the place of the fitted ones.
struct SubstituteRoutingTuner: Tuner {
  private let estimates: Estimates
  private let routing: RoutingTuner

  init(_ estimates: Estimates, data: PooledTraces, rows: [Int]) {
    self.estimates = estimates
    routing = RoutingTuner(Bench(data: data, estimates: estimates), rows: rows)
  }

  func policy(budget: Double?, work: Work) throws(RoutingError) -> TunedPolicy {
    var tuned = try routing.policy(budget: budget, work: work)
    tuned.policy = policy(at: tuned.lambdas[0])
    return tuned
  }

  func policy(lambda: Double) -> TunedPolicy? {
    TunedPolicy(policy: policy(at: lambda), budget: nil, lambdas: [lambda])
  }

  private func policy(at lambda: Double) -> SubstituteRoutingPolicy {
    SubstituteRoutingPolicy(routing: RoutingPolicy(lambda: lambda), estimates: estimates)
  }
}

/// Routing by estimates of its own in the place of the fitted ones.
public struct SubstituteRoutingPolicy: Policy {
  let routing: RoutingPolicy
  let estimates: Estimates

  /// The belief that takes the place of the other.
  public func makeScratch(modelCount: Int) -> Belief { Belief(modelCount: modelCount) }

  /// The model of the best trade-off, then stop.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Belief, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    estimates.start(row, &scratch)
    var nothing: Void
    return routing.next(scratch, row: row, rule: rule, scratch: &nothing, observer: &observer)
  }

  /// One model.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: 1) }
}
