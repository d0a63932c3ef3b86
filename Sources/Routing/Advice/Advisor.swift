import Mathematics
import Traces

/// Finds what to do with queries like those of some traces: tries estimators with strategies, chooses, and measures the
/// choice out of fold as if it were one strategy (nested cross-fitting).
///
/// For each fold the choice is made on the other folds by estimates that leave each query's own fold out, and serves that
/// fold; what it gives over all folds is therefore not flattered by having been chosen. The advice itself is the same choice
/// on all queries.
public struct Advisor: Sendable {
  /// A fitted estimator among those that are tried.
  public struct Estimator: Sendable {
    /// Its name, as typed after `fit quality`; empty for the means.
    public var name: String
    /// The traces, dealt into folds, with its estimates.
    public var fitted: FittedTraces

    /// Names fitted estimates.
    public init(name: String, fitted: FittedTraces) {
      self.name = name
      self.fitted = fitted
    }
  }

  /// A strategy that decides by the estimates of one estimator.
  public struct Candidate: Sendable {
    /// The strategy in its canonical spelling.
    public var strategy: String
    /// The estimator, by its place; that of the means for what uses no estimates.
    public var estimator: Int
    /// The place in the order from simple to intricate.
    var rank: Int
    var make: any Strategy
  }

  /// What came of a candidate.
  public struct Trial: Sendable {
    /// What was tried.
    public var candidate: Candidate
    /// Its policy for queries to come, tuned on all queries (on 800 of more); `nil` where it cannot run on these traces.
    public var tuned: TunedPolicy?
    /// Its outcomes out of fold; `nil` where it cannot run on these traces.
    public var outcomes: Outcomes?
    /// In how many folds of all repeats it was chosen.
    public var chosenCount: Int
    /// In how many folds it reached the goal where it was tuned.
    public var reachedCount: Int
    /// Why it cannot run on these traces.
    public var reason: String?
  }

  /// The advice, and how well it was measured.
  public struct Advice: Sendable {
    /// Everything that was tried.
    public var trials: [Trial]
    /// What to do, by its place in `trials`.
    public var choice: Int
    /// The policy to use, tuned on all queries.
    public var tuned: TunedPolicy
    /// The outcomes of choosing and tuning on the other folds, out of fold.
    public var outcomes: Outcomes
    /// The single model to beat; `nil` where none reaches the goal.
    public var reference: Int?
    /// The trial that was best out of fold, in hindsight.
    public var bestInHindsight: Int?
    /// The number of folds over all repeats.
    public var foldCount: Int
    /// How long the queries take, out of fold; `nil` where no latency is recorded.
    public var latency: LatencyMetric?
    /// The seconds within which 95% of the queries were to be answered.
    public var latencyLimit: Double?
    /// Whether the queries take longer than they may.
    public var isLate: Bool { latencyLimit.map { (latency?.percentile95 ?? 0) > $0 } ?? false }
    /// The place of the estimator that the choice uses.
    public var estimator: Int { trials[choice].candidate.estimator }
  }

  private let goal: AdviceGoal
  /// The means, followed by the estimators to try.
  private let estimators: [Estimator]
  private let candidates: [Candidate]
  private let data: Dataset
  /// The latency of each answer, and what 95% of the queries must not exceed.
  private let latency: (table: [Double], limit: Double)?

  /// The most rows by which candidates are compared; what is chosen is tuned on all.
  private static let rowLimit = 800

  /// - Parameters:
  ///   - goal: what to aim at.
  ///   - estimators: first the train means, then those to try, all fitted to the same data dealt into folds.
  ///   - strategies: the spellings of the strategies that decide by estimates, from simple to intricate.
  ///   - latencyLimit: the seconds within which 95% of the queries must be answered; `nil` for no bound, or where no latency
  ///     is recorded.
  public init(
    _ goal: AdviceGoal, estimators: [Estimator], strategies: [String], latencyLimit: Double? = nil
  ) throws(RoutingError) {
    let data = estimators[0].fitted.data
    self.goal = goal
    self.estimators = estimators
    self.data = data
    latency = latencyLimit.flatMap { limit in data.latency.map { ($0, limit) } }
    var candidates: [Candidate] = []
    func add(_ spelling: String, _ estimator: Int, rank: Int) throws(RoutingError) {
      let specification = try StrategySpecification(spelling)
      // Mixing single models is a candidate of its own; nothing falls back on it.
      var own = specification
      if try Strategies.kind(specification.name).fallsBack { own.options["always"] = "" }
      candidates.append(
        Candidate(
          strategy: specification.canonical, estimator: estimator, rank: rank,
          make: try Strategies.strategy(own, models: data.models)))
    }
    for model in data.models { try add("single:\(model)", 0, rank: 0) }
    try add("mix", 0, rank: 1)
    for (index, strategy) in strategies.enumerated() {
      for estimator in estimators.indices.dropFirst() { try add(strategy, estimator, rank: 2 + index) }
    }
    self.candidates = candidates
  }

  /// The advice.
  ///
  /// - Throws: `RoutingError.cancelled`, and errors of strategies.
  public func advice(task: TaskContext) throws(RoutingError) -> Advice {
    let units = data.folds.map { $0.count * $0.repeatCount } ?? 0
    var served: [[(rows: [Int], outcomes: Outcomes)]] = Array(repeating: [], count: candidates.count)
    var ofChoice: [(rows: [Int], outcomes: Outcomes)] = []
    let seconds = data.latency
    var times: [(time: Double, weight: Double)] = []
    var trials = candidates.map {
      Trial(candidate: $0, tuned: nil, outcomes: nil, chosenCount: 0, reachedCount: 0, reason: nil)
    }
    for unit in 0..<units {
      let parts = estimators.map { $0.fitted.folds[unit] }
      let found = try choice(on: parts, task.step(unit, of: units + 1))
      let rows = parts[0].data.test
      for (index, tuned) in found.tuned.enumerated() {
        guard let tuned else { continue }
        let outcomes = try tuned.outcomes(
          on: rows, of: parts[candidates[index].estimator], task: task.untold)
        served[index].append((rows, outcomes))
        if found.isReached[index] { trials[index].reachedCount += 1 }
      }
      trials[found.choice].chosenCount += 1
      let own = candidates[found.choice].estimator
      ofChoice.append(
        (rows, try found.policy.outcomes(on: rows, of: parts[own], task: task.untold)))
      if let seconds {
        times += try found.policy.times(on: rows, of: parts[own], latency: seconds, task: task.untold)
      }
    }
    let all = estimators.map {
      FittedTraces(data: data.divided(train: data.train, test: data.test), estimates: $0.fitted.estimates)
    }
    let whole = try choice(on: all, task.step(units, of: units + 1))
    let repeats = data.folds?.repeatCount ?? 1
    for index in candidates.indices {
      trials[index].reason = whole.reasons[index]
      trials[index].tuned = whole.tuned[index]
      guard served[index].count == units else { continue }
      trials[index].outcomes = Outcomes(
        of: data.test, from: served[index], repeats: repeats, modelCount: data.modelCount)
    }
    let target = AdviceTarget(goal, singles: Sweep.singles(of: data))
    let outcomes = Outcomes(of: data.test, from: ofChoice, repeats: repeats, modelCount: data.modelCount)
    let hindsight = trials.indices.filter { index in
      trials[index].outcomes.map { isReached($0, target, slack: 1e-9) } ?? false
    }.max { value(of: trials[$0].outcomes!, target) < value(of: trials[$1].outcomes!, target) }
    return Advice(
      trials: trials, choice: whole.choice, tuned: whole.policy, outcomes: outcomes, reference: target.reference,
      bestInHindsight: hindsight, foldCount: units, latency: times.isEmpty ? nil : LatencyMetric(times),
      latencyLimit: latency?.limit)
  }

  // MARK: one choice

  private struct Choice {
    var tuned: [TunedPolicy?]
    var isReached: [Bool]
    var reasons: [String?]
    var choice: Int
    /// The chosen one, tuned on all rows.
    var policy: TunedPolicy
  }

  /// Tunes every candidate on the train rows of `parts`, one per estimator, and chooses.
  private func choice(on parts: [FittedTraces], _ task: TaskContext) throws(RoutingError) -> Choice {
    let rows = parts[0].data.tuningRows
    let target = AdviceTarget(goal, singles: singles(on: rows))
    let few = sample(rows)
    let limited = parts.map { part in
      FittedTraces(data: part.data.divided(train: few, test: part.data.test), estimates: part.estimates)
    }
    var tuned: [TunedPolicy?] = []
    var reached: [Bool] = []
    var inTime: [Bool] = []
    var reasons: [String?] = []
    var values: [[Double]] = []
    for (index, candidate) in candidates.enumerated() {
      task.progress(Double(index) / Double(candidates.count))
      do {
        let part = limited[candidate.estimator]
        let found = try tune(candidate, on: part, target, task.untold)
        tuned.append(found.tuned)
        let isInTime = try isInTime(found.tuned, on: part, task.untold)
        reached.append(isInTime && isReached(found.outcomes, target, slack: 1e-9))
        inTime.append(isInTime)
        reasons.append(nil)
        values.append(zip(found.outcomes.quality, found.outcomes.cost).map { $0 - target.price * $1 })
      } catch {
        guard case .unsuitable(_, let reason) = error else { throw error }
        tuned.append(nil)
        reached.append(false)
        inTime.append(false)
        reasons.append(reason)
        values.append([])
      }
    }
    let choice =
      Self.simplest(
        of: values, among: candidates.indices.filter { reached[$0] }, ranks: candidates.map(\.rank))
      ?? candidates.indices.filter { inTime[$0] }.max { values[$0].mean < values[$1].mean }
      ?? candidates.indices.filter { tuned[$0] != nil }.max { values[$0].mean < values[$1].mean }!
    var policy = tuned[choice]!
    if few.count < rows.count {
      let part = parts[candidates[choice].estimator]
      policy = try tune(candidates[choice], on: part, target, task.untold).tuned
    }
    return Choice(tuned: tuned, isReached: reached, reasons: reasons, choice: choice, policy: policy)
  }

  /// The best by mean value, or the simplest that is within a standard error of it.
  static func simplest(of values: [[Double]], among indices: [Int], ranks: [Int]) -> Int? {
    guard let best = indices.max(by: { (values[$0].mean, -ranks[$0]) < (values[$1].mean, -ranks[$1]) }) else {
      return nil
    }
    let tied = indices.filter { index in
      let losses = zip(values[best], values[index]).map { $0 - $1 }
      return losses.mean <= losses.standardDeviation / Double(max(1, losses.count)).squareRoot()
    }
    return tied.min { (ranks[$0], -values[$0].mean, $0) < (ranks[$1], -values[$1].mean, $1) }
  }

  /// A candidate at the cheapest of the target's budgets at which it reaches the level, or else at the last.
  private func tune(
    _ candidate: Candidate, on part: FittedTraces, _ target: AdviceTarget, _ task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    let tuner = try candidate.make.tuner(for: part, task: task)
    let rows = part.data.tuningRows
    func at(_ budget: Double) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
      let tuned = try tuner.policy(budget: budget, task: task)
      return (tuned, try tuned.outcomes(on: rows, of: part, task: task))
    }
    let budgets = target.budgets
    var best = try at(budgets.last!)
    guard target.level != nil, isReached(best.outcomes, target), budgets.count > 1 else { return best }
    // Below `low` the level is out of reach, at `high` it is reached.
    var (low, high) = (-1, budgets.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      let found = try at(budgets[middle])
      if isReached(found.outcomes, target) { (high, best) = (middle, found) } else { low = middle }
    }
    if low < 0 { return best }
    var (below, above) = (budgets[low], budgets[high])
    for _ in 0..<3 {
      let middle = (below * above).squareRoot()
      let found = try at(middle)
      if isReached(found.outcomes, target) { (above, best) = (middle, found) } else { below = middle }
    }
    return best
  }

  private func isReached(_ outcomes: Outcomes, _ target: AdviceTarget, slack: Double = 1e-9) -> Bool {
    if let level = target.level { return outcomes.meanQuality >= level - slack }
    return outcomes.meanCost <= target.budgets[0] * (1 + 1e-6)
  }

  private func isInTime(_ tuned: TunedPolicy, on part: FittedTraces, _ task: TaskContext) throws(RoutingError) -> Bool {
    guard let latency else { return true }
    let time = try LatencyMetric(of: tuned, on: part.data.tuningRows, of: part, latency: latency.table, task: task)
    return time.percentile95 <= latency.limit
  }

  private func value(of outcomes: Outcomes, _ target: AdviceTarget) -> Double {
    outcomes.meanQuality - target.price * outcomes.meanCost
  }

  private func singles(on rows: [Int]) -> [(cost: Double, quality: Double)] {
    zip(data.means(of: data.cost, over: rows), data.means(of: data.quality, over: rows)).map { (cost: $0, quality: $1) }
  }

  /// At most `rowLimit` of the rows, by a hash of the query.
  private func sample(_ rows: [Int]) -> [Int] {
    if rows.count <= Self.rowLimit { return rows }
    let key = RandomKey(seed: 0, purpose: "advice")
    return rows.map { (key.mixing(data.queryID($0)).bits, $0) }.sorted { $0 < $1 }.prefix(Self.rowLimit).map(\.1)
      .sorted()
  }
}
