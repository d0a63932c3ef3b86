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
    let outcomes = PairOutcomes(fitted, rows: rows)
    let count = fitted.data.modelCount
    var frontier = PairFrontier()
    do {
      // A few dozen chunks, since each finds a frontier of its own.
      let parts = try task.untold.chunks(of: count, size: max(1, count / 64)) { firsts in
        var frontier = PairFrontier()
        for first in firsts { outcomes.add(first, to: &frontier, task) }
        return frontier.points()
      }
      for point in parts.joined() { frontier.add(point) }
    } catch {
      throw .cancelled
    }
    self.frontier = frontier.points()
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

/// The outcomes of all models on some rows.
private struct PairOutcomes: Sendable {
  private let fitted: FittedTraces
  private let rows: [Int]
  /// The means of each model.
  private let costs: [Double], qualities: [Double]
  /// By model, since each pair goes through the outcomes of two: what each row adds to the mean cost, and its quality.
  private let columns: [[(cost: Double, quality: Double)]]
  private let rowCount: Double

  init(_ fitted: FittedTraces, rows: [Int]) {
    let data = fitted.data
    self.fitted = fitted
    self.rows = rows
    let rowCount = Double(rows.count)
    self.rowCount = rowCount
    costs = data.servedMeans(of: data.cost, over: rows)
    qualities = data.servedMeans(of: data.quality, over: rows)
    columns = data.models.indices.map { model in
      rows.map {
        let place = $0 * data.modelCount + model
        return (data.cost[place] / rowCount, data.quality[place])
      }
    }
  }

  /// Adds a model by itself, then followed by each later one, at every threshold.
  func add(_ first: Int, to frontier: inout PairFrontier, _ task: TaskContext) {
    let data = fitted.data
    frontier.add((costs[first], qualities[first], PairPolicy(first: first, second: nil, threshold: -.infinity)))
    let order = estimates(of: first)
    let own = order.map { columns[first][$0.place].quality }
    // Where the first is not offered: the model that runs for it if the second is not either.
    let bound = fitted.estimates.offers.map { offers in
      rows.filter { !offers[$0].contains(first) }.map { (serving: offers[$0].nearest(to: first), row: $0) }
    }
    for second in stride(from: first + 1, to: data.modelCount, by: 1) {
      if task.isCancelled { return }
      var (cost, quality) = (costs[first], qualities[first])
      for (serving, row) in bound ?? [] where data.isOffered(second, on: row) {
        cost += (data.cost[row * data.modelCount + second] - data.cost[row * data.modelCount + serving]) / rowCount
        quality +=
          (data.quality[row * data.modelCount + second] - data.quality[row * data.modelCount + serving]) / rowCount
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
          cost += answer.cost
          quality += (answer.quality - own[index]) / rowCount
        }
        // Equal estimates are treated alike.
        if entry.next > entry.estimate, !frontier.isSurelyBeaten(cost, quality) {
          frontier.add((cost, quality, PairPolicy(first: first, second: second, threshold: entry.next)))
        }
      }
    }
  }

  /// The places in `rows` of those on which `model` is offered, with its estimate once it alone has run, ascending, and the
  /// next estimate.
  private func estimates(of model: Int) -> [(estimate: Double, next: Double, place: Int)] {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var sorted: [(estimate: Double, place: Int)] = []
    for place in rows.indices where fitted.data.isOffered(model, on: rows[place]) {
      fitted.estimates.start(rows[place], &belief)
      fitted.estimates.observe(model, row: rows[place], &belief)
      sorted.append((belief.quality[model], place))
    }
    sorted.sort { $0 < $1 }
    return sorted.indices.map { index in
      let next = index + 1 < sorted.count ? sorted[index + 1].estimate : .infinity
      return (sorted[index].estimate, next, sorted[index].place)
    }
  }
}
