import Mathematics
import Traces

/// Variants evaluated together.
protocol EvaluationGroup: Sendable {
  /// The outcomes of each variant on `rows`; fewer where the computation is cancelled.
  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes]
}

/// Variants of one kind.
struct KindEvaluation<P: Policy>: EvaluationGroup {
  let variants: [(policy: P, rule: TieRule)]
  let fitted: FittedTraces

  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes] {
    P.evaluate(rows, of: fitted, under: variants, task: task)
  }
}

extension Policy {
  /// Whether `other` is of the same type.
  func isOfKind(of other: any Policy) -> Bool { other is Self }

  /// The evaluation of variants of this kind.
  func kindEvaluation(of variants: [PolicyVariant], fitted: FittedTraces) -> any EvaluationGroup {
    KindEvaluation(variants: variants.map { ($0.policy as? Self ?? self, $0.rule) }, fitted: fitted)
  }

  /// Whether it runs one model whatever that costs, and stops, in a pool of `modelCount` models.
  func runsOnce(modelCount: Int) -> Bool { cap == nil && reach(modelCount: modelCount) == .subsets(upTo: 1) }

  /// The outcomes of serving `rows` under several policies of this kind, each by its tie rule; fewer rows where cancelled.
  ///
  /// A protocol requirement, so that the loops are specialised for each policy.
  public static func evaluate(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces, under variants: [(policy: Self, rule: TieRule)], task: TaskContext
  ) -> [Outcomes] {
    variants.allSatisfy { $0.policy.runsOnce(modelCount: fitted.data.modelCount) }
      ? firstRuns(rows, of: fitted, under: variants, task: task)
      : variants.map { $0.policy.evaluate(rows, of: fitted, rule: $0.rule, task: task) }
  }

  /// The same where all run one model and stop: what is believed of a row before any run serves them all.
  @inline(__always)
  static func firstRuns(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces, under variants: [(policy: Self, rule: TieRule)], task: TaskContext
  ) -> [Outcomes] {
    let data = fitted.data
    let width = data.modelCount
    var outcomes = variants.map { _ in Outcomes(modelCount: width, capacity: rows.count) }
    guard let first = variants.first else { return outcomes }
    var belief = Belief(modelCount: width)
    var scratch = first.policy.makeScratch(modelCount: width, task: task)
    var observer = SilentObserver()
    for row in rows {
      if task.isCancelled { break }
      fitted.estimates.start(row, &belief)
      for index in variants.indices {
        guard
          let model = variants[index].policy.next(
            belief, row: row, rule: variants[index].rule, scratch: &scratch, observer: &observer)
        else { preconditionFailure("a model runs first") }
        outcomes[index].append(
          model: model, cost: data.cost[row * width + model], quality: data.quality[row * width + model])
      }
    }
    return outcomes
  }
}
