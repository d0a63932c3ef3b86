import Mathematics
import Traces

/// A policy with a tie rule.
package struct PolicyVariant: Sendable {
  package var policy: any Policy
  package var rule: TieRule

  package init(policy: any Policy, rule: TieRule) {
    self.policy = policy
    self.rule = rule
  }
}

extension [PolicyVariant] {
  /// The outcomes of each variant on `rows`, in one pass.
  ///
  /// Neighbouring variants that differ only in their prices share the decision tree of each query while it is served;
  /// those of one kind that run one model share what is believed before.
  package func outcomes(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> [Outcomes] {
    try outcomes(on: rows, of: fitted, count: rows.count, size: 64, task: task) {
      $0
    } reduce: {
      $1
    }
    .joined(count: count, modelCount: fitted.data.modelCount)
  }

  /// What `reduce` makes of the outcomes of each variant on each chunk of rows, in the order of the chunks.
  ///
  /// - Parameters:
  ///   - count: the number of items that are divided into chunks.
  ///   - size: the number of items in a chunk.
  ///   - places: where in `rows` those of a chunk of items stand.
  func outcomes<Value: Sendable>(
    on rows: [Int], of fitted: FittedTraces, count: Int, size: Int, task: TaskContext,
    places: @Sendable (Range<Int>) -> Range<Int>, reduce: @Sendable (Range<Int>, [Outcomes]) -> Value
  ) throws(RoutingError) -> [Value] {
    let groups = groups(on: fitted)
    do {
      return try task.chunks(of: count, size: size) { chunk in
        reduce(chunk, groups.flatMap { $0.outcomes(on: rows[places(chunk)], task: task) })
      }
    } catch {
      throw .cancelled
    }
  }

  /// Fewer variants are faster to serve directly than by tables of what to do at every price.
  private static var fewestForTables: Int { 8 }

  private func groups(on fitted: FittedTraces) -> [any EvaluationGroup] {
    var groups: [any EvaluationGroup] = []
    var rest = self[...]
    while let first = rest.first {
      let modelCount = fitted.data.modelCount
      let common = first.policy as? any TabulatedPolicy
      let alike = rest.prefix { common?.differsInPricesOnly(from: $0.policy) ?? false }
      if let common, common.isTabulated(for: fitted), alike.count >= Self.fewestForTables {
        groups.append(TreeEvaluation(walk: TreeWalk(alike, common: common, fitted: fitted)))
        rest = rest.dropFirst(alike.count)
      } else if first.policy.runsOnce(modelCount: modelCount) {
        let alike = rest.prefix { first.policy.canShareStart(with: $0.policy, modelCount: modelCount) }
        groups.append(first.policy.firstRunEvaluation(alike, fitted: fitted))
        rest = rest.dropFirst(alike.count)
      } else {
        groups.append(DirectEvaluation(variant: first, fitted: fitted))
        rest = rest.dropFirst()
      }
    }
    return groups
  }
}

/// A variant evaluated directly.
private struct DirectEvaluation: EvaluationGroup {
  let variant: PolicyVariant
  let fitted: FittedTraces

  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes] {
    [variant.policy.evaluate(rows, of: fitted, rule: variant.rule, task: task)]
  }
}

/// Variants that differ only in their prices (and tie rules); each query's tree is dropped once all have used it.
private struct TreeEvaluation: EvaluationGroup {
  let walk: TreeWalk

  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes] {
    var tree = DecisionTree(count: 1)
    return walk.outcomes(of: Array(rows), at: 0..<rows.count, in: &tree, firstPlace: nil, task: task)
  }
}

extension TabulatedPolicy {
  /// Whether `other` can share its tables.
  func differsInPricesOnly(from other: any Policy) -> Bool { (other as? Self)?.terms == terms }
}

extension [[Outcomes]] {
  /// The outcomes of each of `count` variants over all chunks, in order.
  func joined(count: Int, modelCount: Int) -> [Outcomes] {
    (0..<count).map { variant in
      var whole = Outcomes(modelCount: modelCount, capacity: reduce(0) { $0 + $1[variant].count })
      for chunk in self { whole.append(chunk[variant]) }
      return whole
    }
  }
}
