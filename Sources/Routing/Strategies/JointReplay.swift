import Mathematics
import Traces

/// A policy and the tie rule by which it serves.
package struct Service: Sendable {
  package var policy: any Policy
  package var rule: TieRule

  package init(policy: any Policy, rule: TieRule) {
    self.policy = policy
    self.rule = rule
  }
}

extension [Service] {
  /// What comes of each service on `rows`, in one pass over them.
  ///
  /// Neighbours in the list that differ in their prices only share the decision tree of each query while it is served.
  package func outcomes(on rows: [Int], of bench: Bench, work: Work) throws(RoutingError) -> [Outcomes] {
    let groups = replayGroups(bench)
    do {
      return try work.chunks(of: rows.count, size: 64) { places in
        groups.flatMap { $0.outcomes(on: rows[places], work: work) }
      }.joined(count: count, modelCount: bench.data.modelCount)
    } catch {
      throw .cancelled
    }
  }

  /// Fewer services are quicker served directly than by tables of what to do at every price.
  private static var fewestForTables: Int { 8 }

  private func replayGroups(_ bench: Bench) -> [any ReplayGroup] {
    var groups: [any ReplayGroup] = []
    var rest = self[...]
    while let first = rest.first {
      let common = first.policy as? any TabulatedPolicy
      let alike = rest.prefix { common?.differsInPricesOnly(from: $0.policy) ?? false }
      if let common, common.isTabulated(modelCount: bench.data.modelCount), alike.count >= Self.fewestForTables {
        groups.append(TreeReplay(walk: TreeWalk(alike, common: common, bench: bench)))
        rest = rest.dropFirst(alike.count)
      } else {
        groups.append(SingleReplay(service: first, bench: bench))
        rest = rest.dropFirst()
      }
    }
    return groups
  }
}

/// Services that go through rows together.
private protocol ReplayGroup: Sendable {
  func outcomes(on rows: ArraySlice<Int>, work: Work) -> [Outcomes]
}

/// A service that serves each row directly.
private struct SingleReplay: ReplayGroup {
  let service: Service
  let bench: Bench

  func outcomes(on rows: ArraySlice<Int>, work: Work) -> [Outcomes] {
    [service.policy.replay(rows, of: bench, rule: service.rule, work: work)]
  }
}

/// Services that differ in their prices (and tie rules) only, each query's tree dropped when all have gone through it.
private struct TreeReplay: ReplayGroup {
  let walk: TreeWalk

  func outcomes(on rows: ArraySlice<Int>, work: Work) -> [Outcomes] {
    var tree = DecisionTree(count: 1)
    return walk.outcomes(of: Array(rows), at: 0..<rows.count, in: &tree, firstPlace: nil, work: work)
  }
}

extension TabulatedPolicy {
  /// Whether `other` can share its tables.
  func differsInPricesOnly(from other: any Policy) -> Bool { (other as? Self)?.terms == terms }
}

extension [[Outcomes]] {
  /// The outcomes of each of `count` services over all chunks, in their order.
  func joined(count: Int, modelCount: Int) -> [Outcomes] {
    (0..<count).map { service in
      var whole = Outcomes(modelCount: modelCount, capacity: reduce(0) { $0 + $1[service].count })
      for chunk in self { whole.append(chunk[service]) }
      return whole
    }
  }
}
