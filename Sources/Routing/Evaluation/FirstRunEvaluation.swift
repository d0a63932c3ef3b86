import Mathematics
import Traces

/// Variants evaluated together.
protocol EvaluationGroup: Sendable {
  /// The outcomes of each variant on `rows`; fewer where the computation is cancelled.
  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes]
}

/// Variants of one kind that run one model and stop: what is believed of a row before any run serves them all.
struct FirstRunEvaluation<P: Policy>: EvaluationGroup {
  private let policies: [(policy: P, rule: TieRule)]
  private let fitted: FittedTraces

  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes] {
    let data = fitted.data
    let width = data.modelCount
    var belief = Belief(modelCount: width)
    var scratch = policies[0].policy.makeScratch(modelCount: width, task: task)
    var observer = SilentObserver()
    var outcomes = policies.map { _ in Outcomes(modelCount: width, capacity: rows.count) }
    for row in rows {
      if task.isCancelled { break }
      fitted.estimates.start(row, &belief)
      for (index, (policy, rule)) in policies.enumerated() {
        guard let model = policy.next(belief, row: row, rule: rule, scratch: &scratch, observer: &observer) else {
          preconditionFailure("a model runs first")
        }
        outcomes[index].append(
          model: model, cost: data.cost[row * width + model], quality: data.quality[row * width + model])
      }
    }
    return outcomes
  }
}

extension FirstRunEvaluation {
  /// A group of `variants`, whose policies are of this kind.
  init(_ variants: some Collection<PolicyVariant>, like first: P, fitted: FittedTraces) {
    policies = variants.map { ($0.policy as? P ?? first, $0.rule) }
    self.fitted = fitted
  }
}

extension Policy {
  /// Whether it runs one model whatever that costs, and stops, in a pool of `modelCount` models.
  func runsOnce(modelCount: Int) -> Bool { cap == nil && reach(modelCount: modelCount) == .subsets(upTo: 1) }

  /// Whether `other` is of the same kind and runs one model, too.
  func canShareStart(with other: any Policy, modelCount: Int) -> Bool {
    other is Self && other.runsOnce(modelCount: modelCount)
  }

  /// The evaluation of variants that share the start of a row.
  func firstRunEvaluation(_ variants: some Collection<PolicyVariant>, fitted: FittedTraces) -> any EvaluationGroup {
    FirstRunEvaluation(variants, like: self, fitted: fitted)
  }
}
