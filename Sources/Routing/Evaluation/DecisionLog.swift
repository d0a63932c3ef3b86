import Mathematics
import Traces

/// A summary of a policy's decisions on one query: the choice at each step and how many candidates were evaluated.
///
/// For tables of many queries; `Narration` keeps every candidate of one query.
public struct DecisionLog: Sendable {
  /// One decision.
  public struct Step: Sendable {
    /// The price; NaN where the policy has none.
    public var lambda: Double
    /// The candidate that won.
    public var best: Candidate?
    /// The model that runs next; `nil` = stop.
    public var next: Int?
    /// The number of candidates evaluated.
    public var evaluatedCount = 0
    /// The number of sets that lemma 1 pruned with all their supersets.
    public var prunedCount = 0
    /// The number of sets that a bound made it unnecessary to evaluate.
    public var boundedOutCount = 0
  }

  /// The query, by its row.
  public var row: Int
  /// The tie rule used.
  public var rule: TieRule
  /// The decisions, in order; none where all models have run.
  public var steps: [Step]
  /// The models run and the final answer.
  public var path: ServedPath
}

extension Policy {
  /// Serves each of `rows` by one tie rule, on all cores, and returns the decisions, in row order.
  public func decisions(
    on rows: [Int], of fitted: FittedTraces, rule: TieRule, task: TaskContext
  ) throws(RoutingError) -> [DecisionLog] {
    do {
      return try task.chunks(of: rows.count, size: 32) { log(rows[$0], of: fitted, rule: rule) }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
  }

  /// Serves each of `rows` by one tie rule and returns the decisions.
  ///
  /// A protocol requirement with one implementation, so that the loop is specialised for each policy.
  public func log(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule) -> [DecisionLog] {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var scratch = makeScratch(modelCount: fitted.data.modelCount)
    return rows.map { row in
      var logger = Logger()
      serve(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch, observer: &logger)
      return DecisionLog(row: row, rule: rule, steps: logger.steps, path: path(belief))
    }
  }
}

/// Counts what a policy reports and records its choices.
private struct Logger: DecisionObserver {
  static var isSilent: Bool { false }
  var steps: [DecisionLog.Step] = []

  mutating func begin(_ belief: Belief, row: Int, lambda: Double) {
    steps.append(DecisionLog.Step(lambda: lambda))
  }

  mutating func evaluated(_ candidate: Candidate) { steps[steps.count - 1].evaluatedCount += 1 }

  mutating func pruned(_ set: ModelSet, adding model: Int, change: Double) {
    steps[steps.count - 1].prunedCount += 1
  }

  mutating func boundedOut(_ count: Int) { steps[steps.count - 1].boundedOutCount += count }

  mutating func decided(_ best: Candidate, next: Int?) {
    steps[steps.count - 1].best = best
    steps[steps.count - 1].next = next
  }
}
