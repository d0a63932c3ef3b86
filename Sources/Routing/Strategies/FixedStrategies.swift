import Mathematics
import Traces

/// The same model for every query, at any budget; where it is not offered, the one nearest to it in pool order.
public struct SingleStrategy: Strategy {
  /// The model, by index in the pool.
  public let model: Int

  /// A strategy of one model.
  public init(model: Int) { self.model = model }

  /// A tuner with nothing to choose.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    MixTuner(cost: fitted.data.servedMeans(of: fitted.data.cost, over: fitted.data.tuningRows), single: model)
  }

  /// The models of both rules.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters { .mix(tuned) }

  /// One model under each rule.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { MixPolicy(parameters) }
}

/// A mixture of single models that ignores the query: the baseline for every strategy.
///
/// At each budget the two neighbours on the upper hull of the models' (mean cost, mean quality) over train and tuning part
/// together: no estimate of them has been fitted to either, so all outcomes are good to choose by. The shares are such that
/// the budget is met on the tuning part.
public struct MixStrategy: Strategy {
  /// A strategy without options.
  public init() {}

  /// A tuner that knows the hull.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let data = fitted.data
    let rows = data.train + data.tune
    return MixTuner(
      cost: data.servedMeans(of: data.cost, over: data.tuningRows),
      hull: UpperHull(
        cost: data.servedMeans(of: data.cost, over: rows), quality: data.servedMeans(of: data.quality, over: rows)))
  }

  /// The models of both rules.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters { .mix(tuned) }

  /// One model under each rule.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { MixPolicy(parameters) }
}

/// Runs one model under the low-cost rule and one under the high-cost rule, or the nearest that is offered, and stops.
public struct MixPolicy: Policy {
  /// The model of the low-cost rule.
  public let cheap: Int
  /// The model of the high-cost rule.
  public let dear: Int

  /// The model of the rule, then stop.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    let model = belief.offered.nearest(to: rule == .lowestCost ? cheap : dear)
    if !Observer.isSilent {
      observer.begin(belief, row: row, lambda: .nan)
      let quality = belief.quality[model]
      let choice = Candidate(models: ModelSet([model]), quality: quality, cost: belief.cost[model], tradeOff: quality)
      observer.evaluated(choice)
      observer.decided(choice, next: model)
    }
    return model
  }

  /// The outcomes of the model of the rule, which needs no estimates.
  public func evaluate(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes {
    let (data, offers) = (fitted.data, fitted.estimates.offers)
    let model = rule == .lowestCost ? cheap : dear
    var outcomes = Outcomes(modelCount: data.modelCount, capacity: rows.count)
    for row in rows {
      if task.isCancelled { break }
      let model = offers?[row].nearest(to: model) ?? model
      outcomes.append(
        model: model, cost: data.cost[row * data.modelCount + model],
        quality: data.quality[row * data.modelCount + model])
    }
    return outcomes
  }

  /// The outcomes of each, which need no estimates.
  public static func evaluate(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces, under variants: [(policy: MixPolicy, rule: TieRule)],
    task: TaskContext
  ) -> [Outcomes] {
    variants.map { $0.policy.evaluate(rows, of: fitted, rule: $0.rule, task: task) }
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.modelOfRule = [.lowestCost: cheap, .highestCost: dear]
    return traits
  }

  /// One model.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: 1) }
}

extension PolicyParameters {
  fileprivate static func mix(_ tuned: TunedPolicy) -> PolicyParameters {
    (tuned.policy as? MixPolicy).map { PolicyParameters(models: [$0.cheap, $0.dear]) } ?? PolicyParameters()
  }
}

extension MixPolicy {
  fileprivate init?(_ parameters: PolicyParameters) {
    guard parameters.models.count == 2 else { return nil }
    self.init(cheap: parameters.models[0], dear: parameters.models[1])
  }
}

/// Finds the two neighbours on a hull, and the share of the dearer one, that meet a budget; or the one model there is.
struct MixTuner: Tuner {
  private let cost: [Double]
  private let hull: UpperHull?
  private let single: Int

  init(cost: [Double], single: Int) {
    self.cost = cost
    self.single = single
    hull = nil
  }

  init(cost: [Double], quality: [Double]) {
    self.init(cost: cost, hull: UpperHull(cost: cost, quality: quality))
  }

  /// A tuner that mixes neighbours on `hull` so that `cost` meets the budget.
  init(cost: [Double], hull: UpperHull) {
    self.cost = cost
    self.hull = hull
    single = hull.indices.last!
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    guard let budget, let hull else {
      let isReachable = budget.map { cost[single] <= $0 } ?? true
      return TunedPolicy(policy: MixPolicy(cheap: single, dear: single), budget: budget, isReachable: isReachable)
    }
    let mixture = hull.mixture(at: budget, cost: cost)
    return TunedPolicy(
      policy: MixPolicy(cheap: mixture.first, dear: mixture.second), budget: budget, gamma: mixture.share,
      isReachable: cost[hull.indices[0]] <= budget + 1e-12 * abs(budget))
  }
}
