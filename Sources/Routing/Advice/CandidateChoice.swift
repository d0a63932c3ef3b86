import Mathematics
import Traces

/// Candidates tuned on some rows, and which of them is to be taken by what they do there.
struct CandidateChoice: Sendable {
  /// What is tuned, by candidate; `nil` where it cannot run.
  let tuned: [TunedPolicy?]
  /// Whether the goal is reached, by candidate.
  let isReached: [Bool]
  /// Why a candidate cannot run.
  let reasons: [String?]
  /// The candidate to take.
  let choice: Int
  /// The one to take, tuned on all rows.
  let policy: TunedPolicy
  /// Whether it was compared as tuned on some of the rows.
  let isRetuned: Bool

  /// The most rows by which candidates are compared; what is chosen is tuned on all.
  static let rowLimit = 800

  /// Tunes every candidate on the train rows of `parts`, one per estimator, and chooses.
  ///
  /// - Parameters:
  ///   - candidates: what to choose from.
  ///   - goal: what to aim at.
  ///   - parts: the rows, by estimator.
  ///   - latency: the latency of each answer, and what 95% of the queries must not exceed.
  ///   - tally: called after each candidate.
  ///   - task: cancellation of the computation.
  init(
    of candidates: [Advisor.Candidate], for goal: AdviceGoal, on parts: [FittedTraces],
    latency: (table: [Double], limit: Double)?, tally: () -> Void, task: TaskContext
  ) throws(RoutingError) {
    let data = parts[0].data
    let rows = data.tuningRows
    let few = Self.sample(rows, of: data)
    // Of the rows that are compared: on others the best model alone may miss the level, or pass it by luck.
    let target = AdviceTarget(goal, singles: Self.singles(of: data, on: few))
    let limited = parts.map { part in
      FittedTraces(data: part.data.divided(train: few, test: part.data.test), estimates: part.estimates)
    }
    var (tuned, reached, reasons): ([TunedPolicy?], [Bool], [String?]) = ([], [], [])
    var times: [Double] = []
    var (values, means): ([[Double]], [(cost: Double, quality: Double)]) = ([], [])
    for candidate in candidates {
      defer { tally() }
      do {
        let part = limited[candidate.estimator]
        let found = try Self.tune(candidate, on: part, target, task)
        tuned.append(found.tuned)
        let time = try latency.map { latency throws(RoutingError) in
          try LatencyMetric(of: found.tuned, on: few, of: part, latency: latency.table, task: task).known95
        }
        times.append(time ?? 0)
        reached.append(times.last! <= latency?.limit ?? 0 && target.isReached(by: found.outcomes))
        reasons.append(nil)
        values.append(zip(found.outcomes.quality, found.outcomes.cost).map { target.value(quality: $0, cost: $1) })
        means.append((found.outcomes.meanCost, found.outcomes.meanQuality))
      } catch {
        guard case .unsuitable(_, let reason) = error else { throw error }
        tuned.append(nil)
        times.append(.infinity)
        reached.append(false)
        reasons.append(reason)
        values.append([])
        means.append((.infinity, -.infinity))
      }
    }
    // Where nothing reaches the goal, what comes nearest to it: the cheapest where it is a budget, else the best.
    let nearest = candidates.indices.filter { times[$0] <= latency?.limit ?? 0 }.min {
      let (one, other) = (means[$0], means[$1])
      return target.level == nil
        ? (one.cost, -one.quality, candidates[$0].rank) < (other.cost, -other.quality, candidates[$1].rank)
        : (-one.quality, one.cost, candidates[$0].rank) < (-other.quality, other.cost, candidates[$1].rank)
    }
    let choice =
      Self.simplest(
        of: values, quality: means.map(\.quality), among: candidates.indices.filter { reached[$0] },
        ranks: candidates.map(\.rank))
      ?? nearest
      ?? candidates.indices.filter { tuned[$0] != nil }
      .min { (times[$0], candidates[$0].rank) < (times[$1], candidates[$1].rank) }!
    let isRetuned = few.count < rows.count
    let policy =
      isRetuned
      ? try Self.tune(
        candidates[choice], on: parts[candidates[choice].estimator],
        AdviceTarget(goal, singles: Self.singles(of: data, on: rows)), task
      ).tuned : tuned[choice]!
    (self.tuned, self.reasons, self.choice) = (tuned, reasons, choice)
    (isReached, self.policy, self.isRetuned) = (reached, policy, isRetuned)
  }

  /// The best by mean value, or the simplest that is within a standard error of it; of equals that of greater quality.
  private static func simplest(
    of values: [[Double]], quality: [Double], among indices: [Int], ranks: [Int]
  ) -> Int? {
    guard let best = indices.max(by: { (values[$0].mean, -ranks[$0]) < (values[$1].mean, -ranks[$1]) }) else {
      return nil
    }
    let tied = indices.filter { index in
      let losses = zip(values[best], values[index]).map { $0 - $1 }
      return losses.mean <= losses.standardDeviation / Double(max(1, losses.count)).squareRoot()
    }
    return tied.min {
      (ranks[$0], -values[$0].mean, -quality[$0], $0) < (ranks[$1], -values[$1].mean, -quality[$1], $1)
    }
  }

  /// A candidate at the cheapest of the target's budgets at which it reaches the level, or else at the last.
  ///
  /// A single model costs what it costs at any budget, so its budget is that, or the goal's where it keeps to it.
  static func tune(
    _ candidate: Advisor.Candidate, on part: FittedTraces, _ target: AdviceTarget, _ task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    let tuner = try candidate.make.tuner(for: part, task: task)
    let rows = part.data.tuningRows
    // What a tuner has decided about these rows is not decided again.
    let known = tuner as? any CachingTuner
    func at(_ budget: Double) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
      let tuned = try tuner.policy(budget: budget, task: task)
      if let known { return (tuned, try known.outcomes(of: tuned, task: task)) }
      return (tuned, try tuned.outcomes(on: rows, of: part, task: task))
    }
    let budgets = target.budgets
    var best = try at(budgets.last!)
    if candidate.isSingle {
      let isWithin = target.level == nil && target.isReached(by: best.outcomes)
      best.tuned.budget = isWithin ? budgets[0] : best.outcomes.meanCost
      best.tuned.isReachable = true
      return best
    }
    guard target.level != nil, target.isReached(by: best.outcomes), budgets.count > 1 else { return best }
    // Below `low` the level is out of reach, at `high` it is reached.
    var (low, high) = (-1, budgets.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      let found = try at(budgets[middle])
      if target.isReached(by: found.outcomes) { (high, best) = (middle, found) } else { low = middle }
    }
    if low < 0 { return best }
    var (below, above) = (budgets[low], budgets[high])
    for _ in 0..<3 {
      let middle = (below * above).squareRoot()
      let found = try at(middle)
      if target.isReached(by: found.outcomes) { (above, best) = (middle, found) } else { below = middle }
    }
    return best
  }

  private static func singles(of data: Dataset, on rows: [Int]) -> [(cost: Double, quality: Double)] {
    zip(data.means(of: data.cost, over: rows), data.means(of: data.quality, over: rows)).map { (cost: $0, quality: $1) }
  }

  /// At most `rowLimit` of the rows, by a hash of the query.
  private static func sample(_ rows: [Int], of data: Dataset) -> [Int] {
    if rows.count <= rowLimit { return rows }
    let key = RandomKey(seed: 0, purpose: "advice")
    return rows.map { (key.mixing(data.queryID($0)).bits, $0) }.sorted { $0 < $1 }.prefix(rowLimit).map(\.1).sorted()
  }
}
