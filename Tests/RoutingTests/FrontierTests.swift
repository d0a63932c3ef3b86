import Routing
import Testing

@Suite struct FrontierTests {
  private let singles: [(cost: Double, quality: Double)] = [(1, 0.4), (2, 0.3), (3, 0.8)]

  @Test func areaByHand() {
    // From (1, .4) over (2, .8) to (3, .8): trapezoids .6 and .8 over a width of 2.
    #expect(abs(Frontier.area(under: [(2, 0.8), (1, 0.4), (3, 0.8)], singles: singles) - 70) < 1e-12)
  }

  @Test func missingEndsAreFilledAsInThePaper() {
    // A single point (2, .6): before it (1, .3), the lowest quality of any model; after it .6 up to 3.
    #expect(abs(Frontier.area(under: [(2, 0.6)], singles: singles) - 100 * (0.45 + 0.6) / 2) < 1e-12)
  }

  @Test func pointsOutsideTheRangeAreCutAtIt() {
    // The line from (0, 0) to (4, .8) lies at .2 and .6 on the range [1, 3].
    #expect(abs(Frontier.area(under: [(0, 0), (4, 0.8)], singles: singles) - 40) < 1e-12)
  }

  @Test func equalCostsJumpUpwards() {
    // Sorted by cost, then quality: (1, .4), (2, .5), (2, .7), (3, .7).
    let area = Frontier.area(under: [(1, 0.4), (2, 0.7), (2, 0.5), (2, 0.5), (3, 0.7)], singles: singles)
    #expect(abs(area - 100 * (0.45 + 0.7) / 2) < 1e-12)
  }

  @Test func linearBaselineIsTheHull() {
    // (2, .3) lies below the chord from (1, .4) to (3, .8), whose mean height is .6.
    #expect(abs(Frontier.linearBaseline(singles: singles) - 60) < 1e-12)
    // A dearer and worse model does not count, but the range goes on to it: .6 over [1, 3], .8 over [3, 5].
    #expect(abs(Frontier.linearBaseline(singles: singles + [(5, 0.7)]) - 70) < 1e-12)
  }
}
