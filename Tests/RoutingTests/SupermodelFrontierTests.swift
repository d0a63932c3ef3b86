import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct SupermodelFrontierTests {
  private static let points = [(1.0, 0.1), (2, 0.5), (3, 0.6), (2.5, 0.3), (4, 0.61)]

  private func frontier(_ order: [Int], margin: Double) -> SupermodelFrontier {
    var frontier = SupermodelFrontier()
    frontier.begin(prices: 0.05 ... .infinity, margin: SupermodelFrontier.Margin(quality: margin, cost: 0))
    for index in order {
      frontier.offer(SmallModelSet([index]), quality: Self.points[index].1, cost: Self.points[index].0)
    }
    return frontier
  }

  private func ranges(_ frontier: SupermodelFrontier) -> [SmallModelSet: [Double]] {
    var ranges: [SmallModelSet: [Double]] = [:]
    for member in frontier.members { ranges[member.models] = frontier.range(of: member).map { [$0.from, $0.to] } }
    return ranges
  }

  /// Slopes 0.4, 0.1, 0.01; the last does not pay at 0.05, the fourth lies under the line from the second to the third.
  @Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 2, 1]]) func byHand(order: [Int]) {
    let exact = ranges(frontier(order, margin: 0))
    let expected = [[0.4, .infinity], [0.1, 0.4], [0.05, 0.1]]
    #expect(Set(exact.keys) == Set(expected.indices.map { SmallModelSet([$0]) }))
    for (index, range) in expected.enumerated() {
      #expect(isClose(exact[SmallModelSet([index])]!, range), "\(index)")
    }
    // A hundredth below the best still counts: the second set from 0.09 to 0.41.
    let wide = ranges(frontier(order, margin: 0.01))
    #expect(isClose(wide[SmallModelSet([1])]!, [0.09, 0.41]))
  }

  /// Of the slopes 0.4, 0.1, 0.01 only the second set's range meets prices from 0.2 to 0.3; up to 0.5 the first counts, too.
  @Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 2, 1]]) func boundedByHand(order: [Int]) {
    for (prices, expected) in [(0.2...0.3, [1: [0.2, 0.3]]), (0.2...0.5, [0: [0.4, 0.5], 1: [0.2, 0.4]])] {
      var frontier = SupermodelFrontier()
      frontier.begin(prices: prices, margin: SupermodelFrontier.Margin(quality: 0, cost: 0))
      for index in order {
        frontier.offer(SmallModelSet([index]), quality: Self.points[index].1, cost: Self.points[index].0)
      }
      let found = ranges(frontier)
      #expect(Set(found.keys) == Set(expected.keys.map { SmallModelSet([$0]) }), "\(prices)")
      for (index, range) in expected {
        #expect(isClose(found[SmallModelSet([index])] ?? [], range), "\(prices)")
      }
    }
  }

  @Test(arguments: [Double.infinity, 0.9]) func theBestAtEveryPriceIsAMember(greatest: Double) {
    let key = RandomKey(seed: 5, purpose: "frontier")
    for trial in 0..<200 {
      // A lattice in some of the trials, so that points coincide and lie on lines.
      let points = (0..<60).map { index -> (cost: Double, quality: Double) in
        let own = key.mixing(trial).mixing(index)
        let (x, y) = (own.mixing(0).uniform, own.mixing(1).uniform)
        return trial % 3 == 0 ? ((8 * x).rounded() / 8, (8 * y).rounded() / 8) : (x, (x * y).squareRoot())
      }
      var frontier = SupermodelFrontier()
      frontier.begin(prices: 0.02...greatest, margin: SupermodelFrontier.Margin(quality: 1e-9, cost: 0))
      for (index, point) in points.enumerated() {
        frontier.offer(SmallModelSet([index]), quality: point.quality, cost: point.cost)
      }
      let ranges = frontier.members.map { (member: $0, range: frontier.range(of: $0)) }
      for step in 0..<100 {
        let price =
          step == 0
          ? 0.02 : min(greatest, 0.02 + 0.1 * Double(step) * key.mixing(trial).mixing("price").mixing(step).uniform)
        let best = points.map { $0.quality - price * $0.cost }.max() ?? 0
        let alive = ranges.filter { $0.range.map { $0.from <= price && price <= $0.to } ?? false }.map(\.member)
        let expected = Set(
          points.indices.filter { points[$0].quality - price * points[$0].cost >= best - 0.5e-9 }
            .map { SmallModelSet([$0]) })
        #expect(expected.isSubset(of: alive.map(\.models)))
        #expect(alive.allSatisfy { $0.quality - price * $0.cost >= best - 1.5e-9 })
      }
    }
  }
}
