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
  /// Variants that differ only in their prices share what is decided about each query; those of one kind
  /// that run one model share what is believed before.
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
    var origins = [(group: Int, place: Int)](repeating: (0, 0), count: self.count)
    for (index, group) in groups.enumerated() {
      for (place, variant) in group.members.enumerated() { origins[variant] = (index, place) }
    }
    let order = origins
    do {
      return try task.chunks(of: count, size: size) { chunk in
        let outcomes = groups.map { $0.evaluation.outcomes(on: rows[places(chunk)], task: task) }
        return reduce(chunk, order.map { outcomes[$0.group][$0.place] })
      }
    } catch {
      throw .cancelled
    }
  }

  /// Fewer variants are faster to serve directly than by tables of what to do at every price.
  private static var fewestForTables: Int { 8 }

  /// The variants, by their places, that are evaluated together.
  private func groups(on fitted: FittedTraces) -> [(members: [Int], evaluation: any EvaluationGroup)] {
    var groups: [(members: [Int], evaluation: any EvaluationGroup)] = []
    var rest = [Int](indices)
    while let first = rest.first {
      let policy = self[first].policy
      let common = policy as? any TabulatedPolicy
      let members = rest.filter { place in
        common?.differsInPricesOnly(from: self[place].policy) ?? policy.isOfKind(of: self[place].policy)
      }
      let variants = members.map { self[$0] }
      if let common, common.isTabulated(for: fitted), members.count >= Self.fewestForTables {
        groups.append((members, LevelWalk(variants, common: common, fitted: fitted)))
      } else {
        groups.append((members, policy.kindEvaluation(of: variants, fitted: fitted)))
      }
      let taken = Set(members)
      rest.removeAll { taken.contains($0) }
    }
    return groups
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
