import Mathematics
import Traces

/// Chooses the price of routing by its own estimates instead of the fitted ones.
struct OwnEstimatesRoutingTuner: Tuner {
  private let estimates: OwnEstimates
  private let routing: RoutingTuner

  init(_ estimates: Estimates, data: Dataset, rows: [Int], task: TaskContext) throws(RoutingError) {
    let fitted = FittedTraces(data: data, estimates: estimates)
    self.estimates = OwnEstimates(fitted.estimates)
    routing = try RoutingTuner(fitted, rows: rows, task: task)
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    var tuned = try routing.policy(budget: budget, task: task)
    tuned.policy = policy(at: tuned.lambdas[0])
    return tuned
  }

  func policy(lambda: Double) -> TunedPolicy? {
    TunedPolicy(policy: policy(at: lambda), budget: nil, lambdas: [lambda])
  }

  private func policy(at lambda: Double) -> OwnEstimatesRoutingPolicy {
    OwnEstimatesRoutingPolicy(routing: RoutingPolicy(lambda: lambda), estimates: estimates)
  }
}

/// Estimates that several policies share.
final class OwnEstimates: Sendable {
  let estimates: Estimates

  init(_ estimates: Estimates) { self.estimates = estimates }
}

/// Routing by its own estimates instead of the fitted ones.
public struct OwnEstimatesRoutingPolicy: Policy {
  let routing: RoutingPolicy
  let estimates: OwnEstimates

  /// Working memory for a pool of `modelCount` models: the belief that replaces the given one.
  public func makeScratch(modelCount: Int) -> Belief { Belief(modelCount: modelCount) }

  /// The model of the best trade-off, then stop.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Belief, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    estimates.estimates.start(row, &scratch)
    var nothing: Void
    return routing.next(scratch, row: row, rule: rule, scratch: &nothing, observer: &observer)
  }

  /// The outcomes of each; those that share their estimates are served as routing is, by these.
  public static func evaluate(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces,
    under variants: [(policy: OwnEstimatesRoutingPolicy, rule: TieRule)], task: TaskContext
  ) -> [Outcomes] {
    guard let own = variants.first?.policy.estimates, variants.allSatisfy({ $0.policy.estimates === own }) else {
      return firstRuns(rows, of: fitted, under: variants, task: task)
    }
    return RoutingPolicy.evaluate(
      rows, of: FittedTraces(data: fitted.data, estimates: own.estimates),
      under: variants.map { ($0.policy.routing, $0.rule) }, task: task)
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.hasOwnEstimates = true
    return traits
  }

  /// One model.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: 1) }
}

extension OwnEstimatesRoutingPolicy: PricedPolicy {
  /// Routing by its own estimates at that price.
  public func priced(at lambda: Double) -> OwnEstimatesRoutingPolicy {
    OwnEstimatesRoutingPolicy(routing: routing.priced(at: lambda), estimates: estimates)
  }

  /// The hull of its own estimates.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? {
    estimates.estimates.hull(of: row, modelCount: fitted.data.modelCount)
  }
}
