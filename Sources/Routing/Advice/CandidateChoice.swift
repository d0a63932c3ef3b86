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
  /// The single model that would be taken if there were nothing else.
  let bestSingle: Int
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
    latency: CandidateTuning.Latency?, tally: () -> Void, task: TaskContext
  ) throws(RoutingError) {
    let data = parts[0].data
    let rows = data.tuningRows
    let few = Self.sample(rows, of: data)
    // Of the rows that are compared: on others the best model alone may miss the level, or pass it by luck.
    let target = AdviceTarget(goal, of: data, on: few, latency: latency)
    let limited = parts.map { part in
      FittedTraces(data: part.data.divided(train: few, test: part.data.test), estimates: part.estimates)
    }
    var (tried, reasons): ([CandidateTuning?], [String?]) = ([], [])
    for candidate in candidates {
      defer { tally() }
      do {
        tried.append(
          try CandidateTuning(
            of: candidate, on: limited[candidate.estimator], for: target, latency: latency, task: task))
        reasons.append(nil)
      } catch {
        guard case .unsuitable(_, let reason) = error else { throw error }
        tried.append(nil)
        reasons.append(reason)
      }
    }
    let running = candidates.indices.filter { tried[$0] != nil }
    let choice =
      running[
        CandidateTuning.choice(
          of: running.map { tried[$0]! }, for: target, ranks: running.map { candidates[$0].rank })]
    let isRetuned = few.count < rows.count
    let whole = isRetuned ? AdviceTarget(goal, of: data, on: rows, latency: latency) : target
    policy =
      isRetuned
      ? try CandidateTuning(
        of: candidates[choice], on: parts[candidates[choice].estimator],
        for: whole, latency: latency, task: task
      ).tuned : tried[choice]!.tuned
    (self.tuned, self.reasons, self.choice) = (tried.map { $0?.tuned }, reasons, choice)
    bestSingle = whole.bestSingle
    (isReached, self.isRetuned) = (tried.map { $0?.isReached ?? false }, isRetuned)
  }

  /// At most `rowLimit` of the rows, by a hash of the query.
  private static func sample(_ rows: [Int], of data: Dataset) -> [Int] {
    if rows.count <= rowLimit { return rows }
    let key = RandomKey(seed: 0, purpose: "advice")
    return rows.map { (key.mixing(data.queryID($0)).bits, $0) }.sorted { $0 < $1 }.prefix(rowLimit).map(\.1).sorted()
  }
}
