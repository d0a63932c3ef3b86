import Mathematics
import Routing
import Testing

@Suite struct PairFrontierTests {
  /// Thousands of points on a coarse grid, so that many are equal: those that no other beats, by comparing all with all.
  @Test(arguments: [1, 40, 3000])
  func keepsWhatNothingBeats(count: Int) {
    let key = RandomKey(seed: 1, purpose: "pair frontier tests")
    let points = (0..<count).map { index in
      (
        cost: (key.mixing(index).mixing("cost").uniform * 200).rounded() / 7,
        quality: (key.mixing(index).mixing("quality").uniform * 200).rounded() / 7,
        policy: PairsStrategy().policy(PolicyParameters(thresholds: [0], models: [index])) as! PairPolicy
      )
    }
    var frontier = PairFrontier()
    for (index, point) in points.enumerated() {
      if frontier.isSurelyBeaten(point.cost, point.quality) {
        #expect(points[..<index].contains { $0.cost < point.cost && $0.quality >= point.quality })
      } else {
        frontier.add(point)
      }
    }
    let expected = points.enumerated().filter { index, point in
      !points.enumerated().contains { other, rival in
        let isAsGood = rival.cost <= point.cost && rival.quality >= point.quality
        let isEqual = rival.cost == point.cost && rival.quality == point.quality
        return isAsGood && (!isEqual || other < index)
      }
    }.map(\.element).sorted { $0.cost < $1.cost }
    #expect(frontier.points().map(\.policy.first) == expected.map(\.policy.first))
  }
}
