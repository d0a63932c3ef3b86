import Mathematics
import TestSupport
import Testing

@Suite struct UpperHullTests {
  @Test func dominatedPointsAreOffIt() {
    let hull = UpperHull(cost: [3, 1, 2, 4, 2.5], quality: [0.9, 0.1, 0.6, 0.9, 0.2])
    #expect(hull.indices == [1, 2, 0])
    #expect(isClose(hull.slopes, [0.5, 0.3]))
  }

  @Test func equalCostsKeepTheBest() {
    #expect(UpperHull(cost: [1, 1, 1], quality: [0.1, 0.3, 0.3]).indices == [1])
  }

  @Test func mixturesByHand() {
    let hull = UpperHull(cost: [1, 3, 7], quality: [0, 0.6, 0.8])
    let mixture = hull.mixture(at: 4, cost: [1, 3, 7])
    #expect(mixture == (1, 2, 0.25))
    #expect(hull.mixture(at: 0.5, cost: [1, 3, 7]) == (0, 0, 0))
    #expect(hull.mixture(at: 9, cost: [1, 3, 7]) == (2, 2, 0))
  }
}
