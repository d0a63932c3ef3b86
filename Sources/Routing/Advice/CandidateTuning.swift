import Mathematics
import Traces

/// A candidate tuned to one budget, and what it does on the rows it is tuned on.
struct CandidateTuning: Sendable {
  /// The policy.
  var tuned: TunedPolicy
  /// Its outcomes.
  let outcomes: Outcomes
  /// The seconds within which as many queries are answered as it aims at; 0 where there is no bound on them.
  let time: Double
  /// Whether that is within the bound.
  let isInTime: Bool
  /// Whether the goal is reached, in time.
  let isReached: Bool
  /// What each outcome is worth.
  let values: [Double]

  /// How long each answer takes, and what 95% of the queries must not exceed.
  typealias Latency = (table: [Double], limit: Double)

  /// The share of queries in time that is aimed at where what is in time is chosen: half of the 5% that may be late is left for
  /// the difference between these queries and those to come.
  private static let shareInTime = 0.975

  private init(
    _ tuned: TunedPolicy, outcomes: Outcomes, time: Double?, limit: Double?, _ target: AdviceTarget
  ) {
    (self.tuned, self.outcomes) = (tuned, outcomes)
    self.time = time ?? 0
    isInTime = self.time <= limit ?? 0
    isReached = isInTime && target.isReached(by: outcomes)
    values = zip(outcomes.quality, outcomes.cost).map { target.value(quality: $0, cost: $1) }
  }

  /// A candidate at that of the target's budgets, and of some between them, which does best by `choice`; of budgets within a
  /// standard error the least, unless the goal is a budget, all of which may be spent.
  ///
  /// Nothing is gained by spending less where the goal is a budget and no latency is asked for, so only the budget is tried.
  /// A single model costs what it costs at any budget, so its budget is that, or the goal's where it keeps to it.
  init(
    of candidate: Advisor.Candidate, on part: FittedTraces, for target: AdviceTarget, latency: Latency?,
    task: TaskContext
  ) throws(RoutingError) {
    let tuner = try candidate.make.tuner(for: part, task: task)
    let rows = part.data.tuningRows
    // What a tuner has decided about these rows is not decided again.
    let known = tuner as? any CachingTuner
    func at(_ budget: Double) throws(RoutingError) -> Self {
      let tuned = try tuner.policy(budget: budget, task: task)
      let outcomes =
        if let known { try known.outcomes(of: tuned, task: task) } else {
          try tuned.outcomes(on: rows, of: part, task: task)
        }
      let time = try latency.map { latency throws(RoutingError) in
        LatencyMetric.time(
          of: candidate.isSingle ? LatencyMetric.share : Self.shareInTime,
          try tuned.times(on: rows, of: part, latency: latency.table, task: task))
      }
      return Self(tuned, outcomes: outcomes, time: time, limit: latency?.limit, target)
    }
    if candidate.isSingle {
      self = try at(target.budgets.last!)
      let isWithin = target.level == nil && target.isReached(by: outcomes)
      tuned.budget = isWithin ? target.budgets.last! : outcomes.meanCost
      tuned.isReachable = true
      return
    }
    let isOne = target.level == nil && latency == nil
    var tried: [Self] = []
    for budget in isOne ? target.budgets.suffix(1) : target.budgets[...] { tried.append(try at(budget)) }
    for (left, right) in zip(tried, tried.dropFirst()) {
      // Where the goal comes into reach, or is no longer reached in time, is found more closely.
      var (low, high) = (left, right)
      for _ in 0..<3 where low.isReached != high.isReached || low.isInTime != high.isInTime {
        let middle = try at((low.tuned.budget! * high.tuned.budget!).squareRoot())
        tried.append(middle)
        if (middle.isReached, middle.isInTime) == (low.isReached, low.isInTime) { low = middle } else { high = middle }
      }
    }
    tried.sort { $0.tuned.budget! < $1.tuned.budget! }
    self = tried[Self.choice(of: tried, for: target, ranks: target.level == nil ? nil : Array(tried.indices))]
  }

  /// Which to take: of those that reach the goal the one of greatest mean worth, or the first in rank that is within a standard
  /// error of it. Where none reaches it, the nearest to it that is in time: the cheapest where the goal is a budget, else the
  /// best. Where none is in time, the fastest.
  ///
  /// - Parameter ranks: the order of those within a standard error; `nil` to take the one of greatest worth.
  static func choice(of tried: [Self], for target: AdviceTarget, ranks: [Int]?) -> Int {
    let ranks = ranks ?? [Int](repeating: 0, count: tried.count)
    if let simplest = simplest(of: tried, among: tried.indices.filter { tried[$0].isReached }, ranks: ranks) {
      return simplest
    }
    let nearest = tried.indices.filter { tried[$0].isInTime }.min {
      let (one, other) = (tried[$0].outcomes, tried[$1].outcomes)
      return target.level == nil
        ? (one.meanCost, -one.meanQuality, ranks[$0]) < (other.meanCost, -other.meanQuality, ranks[$1])
        : (-one.meanQuality, one.meanCost, ranks[$0]) < (-other.meanQuality, other.meanCost, ranks[$1])
    }
    return nearest ?? tried.indices.min { (tried[$0].time, ranks[$0]) < (tried[$1].time, ranks[$1]) }!
  }

  /// The best by mean value, or the first in rank that is within a standard error of it; of equals that of greater quality.
  private static func simplest(of tried: [Self], among indices: [Int], ranks: [Int]) -> Int? {
    let means = tried.map(\.values.mean)
    guard let best = indices.max(by: { (means[$0], -ranks[$0]) < (means[$1], -ranks[$1]) }) else { return nil }
    let tied = indices.filter { index in
      let losses = zip(tried[best].values, tried[index].values).map { $0 - $1 }
      return losses.mean <= losses.standardDeviation / Double(max(1, losses.count)).squareRoot()
    }
    return tied.min {
      (ranks[$0], -means[$0], -tried[$0].outcomes.meanQuality, $0)
        < (ranks[$1], -means[$1], -tried[$1].outcomes.meanQuality, $1)
    }
  }
}
