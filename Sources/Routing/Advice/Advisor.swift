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
    /// Whether it is one model for every query.
    public var isSingle: Bool { rank == 0 }
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
    /// Everything that was tried, first the single models in pool order.
    public var trials: [Trial]
    /// What to do, by its place in `trials`.
    public var choice: Int
    /// The policy to use, tuned on all queries.
    public var tuned: TunedPolicy
    /// The outcomes of choosing and tuning on the other folds, out of fold.
    public var outcomes: Outcomes
    /// The single model to beat; `nil` where none reaches the goal. Where there is a bound on latency it keeps to that, unless
    /// no single model does.
    public var reference: Int?
    /// The outcomes of the single model to beat as chosen on the other folds, out of fold; `nil` without one.
    ///
    /// The best of several models on these queries owes some of that to them, and what is chosen without a fold is by chance
    /// worse there; chosen in the same way, the model to beat suffers from both as the advice does.
    public var outcomesOfReference: Outcomes?
    /// Its policy, and how long queries take with it.
    var ofReference: (tuned: TunedPolicy, latency: LatencyMetric?)?
    /// The trial that was best out of fold, in hindsight.
    public var bestInHindsight: Int?
    /// The number of folds over all repeats.
    public var foldCount: Int
    /// In how many of them what was chosen reached the goal where it was tuned.
    public var reachedCount: Int
    /// What is aimed at on all queries.
    let target: AdviceTarget
    /// How long the queries take, out of fold; `nil` where no latency is recorded.
    public var latency: LatencyMetric?
    /// The seconds within which 95% of the queries were to be answered.
    public var latencyLimit: Double?
    /// The number of queries by which candidates are compared in a fold that leaves more; `nil` where all are.
    public var comparedCount: Int?
    /// Whether the queries are not known to be in time: an unknown time counts as too long.
    public var isLate: Bool { isLate(latency) }
    /// Whether the single model to beat is not known to be in time.
    public var isReferenceLate: Bool { isLate(ofReference?.latency) }
    private func isLate(_ latency: LatencyMetric?) -> Bool {
      latencyLimit.map { (latency?.known95 ?? 0) > $0 } ?? false
    }
    /// The place of the estimator that the choice uses.
    public var estimator: Int { trials[choice].candidate.estimator }
    /// Whether every fold chose what is chosen on all queries.
    public var isUnanimous: Bool { trials[choice].chosenCount == foldCount }

    /// What to do where nothing is gained: the single model to beat alone, unless there is none or it takes too long.
    public var withoutGain: Advice {
      guard let reference, let ofReference, !isReferenceLate else { return self }
      var advice = self
      (advice.choice, advice.outcomes) = (reference, trials[reference].outcomes!)
      (advice.tuned, advice.latency) = (ofReference.tuned, ofReference.latency)
      return advice
    }
  }

  private let goal: AdviceGoal
  /// The means, followed by the estimators to try.
  private let estimators: [Estimator]
  private let candidates: [Candidate]
  private let data: Dataset
  private let latencyLimit: Double?

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
    self.latencyLimit = data.latency == nil ? nil : latencyLimit
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
    // The choice on all queries takes longest, so it comes first.
    var found = try choices(from: units, task)
    let whole = found.removeFirst().choice
    var trials = candidates.enumerated().map { index, candidate in
      Trial(
        candidate: candidate, tuned: whole.tuned[index], outcomes: nil,
        chosenCount: found.count { $0.choice.choice == index },
        reachedCount: found.count { $0.choice.isReached[index] }, reason: whole.reasons[index])
    }
    let repeats = data.folds?.repeatCount ?? 1
    for index in candidates.indices {
      let served = found.compactMap { unit in unit.served[index].map { (unit.rows, $0) } }
      guard served.count == units else { continue }
      trials[index].outcomes = Outcomes(of: data.test, from: served, repeats: repeats, modelCount: data.modelCount)
    }
    let target = AdviceTarget(goal, of: data, on: data.test, latency: latency)
    let outcomes = Outcomes(
      of: data.test, from: found.map { ($0.rows, $0.ofChoice) }, repeats: repeats, modelCount: data.modelCount)
    let ofReference = target.reference.map { _ in
      Outcomes(
        of: data.test, from: found.map { ($0.rows, $0.served[$0.choice.bestSingle]!) }, repeats: repeats,
        modelCount: data.modelCount)
    }
    let times = found.flatMap(\.times)
    func value(_ index: Int) -> Double {
      let outcomes = trials[index].outcomes!
      return target.value(quality: outcomes.meanQuality, cost: outcomes.meanCost)
    }
    // Tuned to a budget, all cost a little more or less than that: what costs no more than the advice is held to no more.
    let isBudget = if case .budget = goal { true } else { false }
    let reached = trials.indices.filter { index in
      trials[index].outcomes.map { target.isMet(by: $0) || isBudget && $0.meanCost <= outcomes.meanCost } ?? false
    }.sorted { (-value($0), $0) < (-value($1), $1) }
    var hindsight: Int?
    for index in reached where hindsight == nil {
      if try isInTime(index, found, task.untold) { hindsight = index }
    }
    return Advice(
      trials: trials, choice: whole.choice, tuned: whole.policy, outcomes: outcomes, reference: target.reference,
      outcomesOfReference: ofReference,
      ofReference: try target.reference.map { model throws(RoutingError) in try alone(model, target, task) },
      bestInHindsight: hindsight, foldCount: units,
      reachedCount: found.count { $0.choice.isReached[$0.choice.choice] }, target: target,
      latency: times.isEmpty ? nil : LatencyMetric(times),
      latencyLimit: latencyLimit,
      comparedCount: found.contains { $0.choice.isRetuned } ? CandidateChoice.rowLimit : nil)
  }

  /// Whether a candidate, as tuned in each fold, answers 95% of the queries within the limit.
  private func isInTime(_ candidate: Int, _ units: [Unit], _ task: TaskContext) throws(RoutingError) -> Bool {
    guard let latencyLimit, let latency = data.latency else { return true }
    let estimator = estimators[candidates[candidate].estimator].fitted
    var times: [(time: Double, weight: Double)] = []
    for (unit, part) in zip(units, estimator.folds) {
      times += try unit.choice.tuned[candidate]!.times(on: unit.rows, of: part, latency: latency, task: task)
    }
    return LatencyMetric(times).known95 <= latencyLimit
  }

  /// A single model on all queries: its policy, and how long they take.
  private func alone(
    _ model: Int, _ target: AdviceTarget, _ task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, latency: LatencyMetric?) {
    let all = FittedTraces(
      data: data.divided(train: data.train, test: data.test), estimates: estimators[0].fitted.estimates)
    let tuned = try CandidateTuning(
      of: candidates[model], on: all, for: target, latency: nil, task: task.untold
    ).tuned
    let latency = try data.latency.map { latency throws(RoutingError) in
      try LatencyMetric(of: tuned, on: data.test, of: all, latency: latency, task: task.untold)
    }
    return (tuned, latency)
  }

  // MARK: folds

  /// A choice on the other folds and what it does on one; on none where it is made on all.
  private struct Unit {
    var choice: CandidateChoice
    var rows: [Int]
    /// The outcomes of each candidate; `nil` where it cannot run.
    var served: [Outcomes?]
    var ofChoice: Outcomes
    /// How long the queries take; none where no latency is recorded.
    var times: [(time: Double, weight: Double)]
  }

  /// The choice on all rows, followed by those of the folds of each repeat, on all cores.
  private func choices(from units: Int, _ task: TaskContext) throws(RoutingError) -> [Unit] {
    let tally = task.tally(of: (units + 1) * candidates.count)
    let made: [Result<Unit, RoutingError>]
    do {
      made = try task.untold.chunks(of: units + 1, size: 1) { place in
        Result { () throws(RoutingError) in
          if place.lowerBound > 0 { return try unit(place.lowerBound - 1, tally, task.untold) }
          let all = estimators.map {
            FittedTraces(
              data: data.divided(train: data.train, test: data.test), estimates: $0.fitted.toTuneForAll.estimates)
          }
          let choice = try choice(on: all, tally, task.untold)
          return Unit(
            choice: choice, rows: [], served: [], ofChoice: Outcomes(modelCount: data.modelCount), times: [])
        }
      }
    } catch {
      throw .cancelled
    }
    return try made.map { result throws(RoutingError) in try result.get() }
  }

  /// The choice on the other folds, tried on one.
  private func unit(
    _ unit: Int, _ tally: @escaping @Sendable () -> Void, _ task: TaskContext
  ) throws(RoutingError) -> Unit {
    let parts = estimators.map { $0.fitted.folds[unit] }
    let rows = parts[0].data.test
    let choice = try choice(on: parts, tally, task)
    var served: [Outcomes?] = []
    for (index, tuned) in choice.tuned.enumerated() {
      served.append(try tuned?.outcomes(on: rows, of: parts[candidates[index].estimator], task: task))
    }
    let own = parts[candidates[choice.choice].estimator]
    return Unit(
      choice: choice, rows: rows, served: served,
      ofChoice: choice.isRetuned
        ? try choice.policy.outcomes(on: rows, of: own, task: task) : served[choice.choice]!,
      times: try data.latency.map { latency throws(RoutingError) in
        try choice.policy.times(on: rows, of: own, latency: latency, task: task)
      } ?? [])
  }

  private func choice(
    on parts: [FittedTraces], _ tally: () -> Void, _ task: TaskContext
  ) throws(RoutingError) -> CandidateChoice {
    try CandidateChoice(of: candidates, for: goal, on: parts, latency: latency, tally: tally, task: task)
  }

  private var latency: CandidateTuning.Latency? { latencyLimit.flatMap { limit in data.latency.map { ($0, limit) } } }
}
