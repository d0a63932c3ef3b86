import Mathematics
import Traces

/// The envelope of two-model threshold cascades, a baseline: for a budget, the pair (or single model) and threshold
/// with the highest quality on the tuning part.
///
/// For models i < j of the pool: run i; run j too if the estimate of i's answer is below t; the answer is the last one's.
/// Where one of them is not offered the other runs alone, where neither is the one nearest to i in pool order.
public struct PairsStrategy: Strategy {
  /// A strategy without options.
  public init() {}

  /// True, since pair and threshold are the best of thousands.
  public var isChosenByQuality: Bool { true }

  /// A tuner that knows the cost and quality of every pair at every threshold.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    try PairsTuner(fitted, rows: fitted.data.tuningRows, task: task)
  }

  /// The threshold and the one or two models.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters {
    guard let pair = tuned.policy as? PairPolicy else { return PolicyParameters() }
    return PolicyParameters(thresholds: [pair.threshold], models: [pair.first] + (pair.second.map { [$0] } ?? []))
  }

  /// The pair, or the single model.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    guard parameters.thresholds.count == 1, (1...2).contains(parameters.models.count) else { return nil }
    return PairPolicy(
      first: parameters.models[0], second: parameters.models.dropFirst().first, threshold: parameters.thresholds[0])
  }
}

/// Two models, the second run where the first one's answer is estimated below the threshold.
public struct PairPolicy: Policy {
  /// The model that runs first.
  public let first: Int
  /// The model that may run after it; `nil` for a single model.
  public let second: Int?
  /// The estimate of the first answer at which to stop.
  public let threshold: Double

  /// The next model of the pair.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: .nan) }
    let isEnough = belief.hasRun(first) && belief.quality[first] >= threshold
    let second = self.second.flatMap { belief.unanswered.contains($0) ? $0 : nil }
    let next =
      belief.answered.isEmpty
      ? (belief.offered.contains(first) ? first : second ?? belief.offered.nearest(to: first))
      : belief.answered.count == 1 && !isEnough ? second : nil
    if !Observer.isSilent {
      observer.decided(
        Candidate(belief.answeredSet, quality: belief.quality[first], costs: belief.cost, lambda: .nan), next: next)
    }
    return next
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.chain = [first] + (second.map { [$0] } ?? [])
    return traits
  }

  /// The pair in its order.
  public func reach(modelCount: Int) -> PolicyReach { .chain([first] + (second.map { [$0] } ?? [])) }

  /// The model that ran last.
  public func answer(_ belief: Belief) -> Int { belief.answered[belief.answered.count - 1] }
}

private struct PairsTuner: Tuner {
  /// The policies that are worth their tuning cost.
  private let frontier: [PairFrontier.Point]

  init(_ fitted: FittedTraces, rows: [Int], task: TaskContext) throws(RoutingError) {
    let data = fitted.data
    let count = data.modelCount
    var frontier = PairFrontier()
    let (costs, qualities) = (
      data.servedMeans(of: data.cost, over: rows), data.servedMeans(of: data.quality, over: rows)
    )
    // By model, since each pair goes through the outcomes of two.
    let columns = data.models.indices.map { model in
      rows.map { (cost: data.cost[$0 * count + model], quality: data.quality[$0 * count + model]) }
    }
    for first in 0..<count {
      frontier.add((costs[first], qualities[first], PairPolicy(first: first, second: nil, threshold: -.infinity)))
      let own = columns[first]
      let order = Self.estimates(of: first, fitted, rows)
      // Where the first is not offered: the model that runs for it if the second is not either.
      let bound = fitted.estimates.offers.map { offers in
        rows.filter { !offers[$0].contains(first) }.map { (serving: offers[$0].nearest(to: first), row: $0) }
      }
      for second in stride(from: first + 1, to: count, by: 1) {
        if task.isCancelled { throw .cancelled }
        var (cost, quality) = (costs[first], qualities[first])
        for (serving, row) in bound ?? [] where data.isOffered(second, on: row) {
          cost += (data.cost[row * count + second] - data.cost[row * count + serving]) / Double(rows.count)
          quality += (data.quality[row * count + second] - data.quality[row * count + serving]) / Double(rows.count)
        }
        if let bound, !bound.isEmpty {
          // The second runs only where the first cannot.
          let never = PairPolicy(first: first, second: second, threshold: order.first?.estimate ?? 0)
          frontier.add((cost, quality, never))
        }
        let other = columns[second]
        for (index, entry) in order.enumerated() {
          let answer = other[entry.place]
          // Missing where the second is not offered.
          if !answer.quality.isNaN {
            cost += answer.cost / Double(rows.count)
            quality += (answer.quality - own[entry.place].quality) / Double(rows.count)
          }
          // Equal estimates are treated alike.
          let next = index + 1 < order.count ? order[index + 1].estimate : .infinity
          if next > entry.estimate {
            frontier.add((cost, quality, PairPolicy(first: first, second: second, threshold: next)))
          }
        }
      }
    }
    self.frontier = frontier.points()
  }

  /// The places in `rows` of those on which `model` is offered, with its estimate once it alone has run, ascending.
  private static func estimates(
    of model: Int, _ fitted: FittedTraces, _ rows: [Int]
  ) -> [(estimate: Double, place: Int)] {
    var belief = Belief(modelCount: fitted.data.modelCount)
    return rows.indices.filter { fitted.data.isOffered(model, on: rows[$0]) }.map { place in
      fitted.estimates.start(rows[place], &belief)
      fitted.estimates.observe(model, row: rows[place], &belief)
      return (belief.quality[model], place)
    }.sorted { $0 < $1 }
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    let slack = 1e-12 * abs(budget ?? 0)
    let within = frontier.last { $0.cost <= (budget ?? .infinity) + slack }
    let policy = (within ?? frontier[0]).policy
    return TunedPolicy(
      policy: policy, budget: budget, thresholds: policy.threshold.isFinite ? [policy.threshold] : [],
      isReachable: within != nil)
  }
}

/// The policies that are better than all cheaper ones, of millions that arrive in any order.
private struct PairFrontier {
  typealias Point = (cost: Double, quality: Double, policy: PairPolicy)

  /// Ascending in cost and in quality.
  private var sorted: [Point] = []
  /// Those that arrived since and are not beaten by a sorted one.
  private var fresh: [Point] = []

  /// Takes a point in unless one that is as cheap and as good is known.
  mutating func add(_ point: Point) {
    let dearer = sorted.partitioningIndex { $0.cost > point.cost }
    if dearer > 0, sorted[dearer - 1].quality >= point.quality { return }
    fresh.append(point)
    if fresh.count > max(1024, sorted.count) { merge() }
  }

  /// All points of the frontier, ascending in cost; of equal ones the first that arrived.
  consuming func points() -> [Point] {
    merge()
    return sorted
  }

  private mutating func merge() {
    let all = (sorted + fresh).sorted { ($0.cost, -$0.quality) < ($1.cost, -$1.quality) }
    sorted = []
    fresh = []
    for point in all where sorted.last.map({ $0.quality < point.quality }) ?? true { sorted.append(point) }
  }
}
