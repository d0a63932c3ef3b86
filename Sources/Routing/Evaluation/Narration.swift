import Mathematics
import Traces

/// The record of serving one query: every decision, its candidates, and the answers.
///
/// Recorded by the same code that serves queries in `run` and `sweep`; nothing is computed twice.
public struct Narration: Sendable {
  /// One decision and its consequence.
  public struct Step: Sendable {
    /// The belief at the decision.
    public var belief: Belief
    /// The price; NaN where the policy has none.
    public var lambda: Double
    /// The candidates that were evaluated, in that order.
    public var candidates: [Candidate] = []
    /// The sets that lemma 1 pruned with all their supersets, the model added last, and the change of the trade-off.
    public var pruned: [(models: ModelSet, added: Int, change: Double)] = []
    /// The number of sets that a bound made it unnecessary to evaluate.
    public var boundedOut = 0
    /// The candidate that won.
    public var best: Candidate?
    /// The model that runs next; `nil` = stop.
    public var next: Int?
  }

  /// The query, by its row.
  public var row: Int
  /// The tie rule used.
  public var rule: TieRule
  /// The decisions, in order.
  public var steps: [Step]
  /// The final belief.
  public var belief: Belief
  /// What ran, and whose answer was given.
  public var path: ServedPath
  /// The model whose answer was given.
  public var answer: Int { path.answer }
  /// The true cost of all that ran.
  public var cost: Double
  /// The true quality of the answer.
  public var quality: Double
}

extension Policy {
  /// Serves `row` and records what happens.
  public func narrate(_ row: Int, of fitted: FittedTraces, rule: TieRule) -> Narration {
    let data = fitted.data
    var belief = Belief(modelCount: data.modelCount)
    var scratch = makeScratch(modelCount: data.modelCount)
    var recorder = Recorder()
    serve(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch, observer: &recorder)
    let path = path(belief)
    return Narration(
      row: row, rule: rule, steps: recorder.steps, belief: belief, path: path, cost: path.cost(row, of: data),
      quality: path.quality(row, of: data))
  }
}

/// Records everything that a policy reports.
private struct Recorder: DecisionObserver {
  static var isSilent: Bool { false }
  var steps: [Narration.Step] = []

  mutating func begin(_ belief: Belief, row: Int, lambda: Double) {
    steps.append(Narration.Step(belief: belief, lambda: lambda))
  }

  mutating func evaluated(_ candidate: Candidate) { steps[steps.count - 1].candidates.append(candidate) }

  mutating func pruned(_ set: ModelSet, adding model: Int, change: Double) {
    steps[steps.count - 1].pruned.append((set, model, change))
  }

  mutating func boundedOut(_ count: Int) { steps[steps.count - 1].boundedOut += count }

  mutating func decided(_ best: Candidate, next: Int?) {
    steps[steps.count - 1].best = best
    steps[steps.count - 1].next = next
  }
}
