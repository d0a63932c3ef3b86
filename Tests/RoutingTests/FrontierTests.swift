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

  @Test func equalCostsHaveNoAreaButTheBestQuality() {
    // Means of .01 over 30 and over 29 queries differ in the last bits.
    let cost = (0..<29).reduce(0) { sum, _ in sum + 0.01 } / 29
    let equal: [(cost: Double, quality: Double)] = [(0.01, 0.2), (cost, 0.9), (0.01, 0.5)]
    #expect(abs(Frontier.area(under: [(cost, 0.97), (0.01, 0.4)], singles: equal) - 97) < 1e-9)
    #expect(abs(Frontier.linearBaseline(singles: equal) - 90) < 1e-9)
  }

  @Test func linearBaselineIsTheHull() {
    // (2, .3) lies below the chord from (1, .4) to (3, .8), whose mean height is .6.
    #expect(abs(Frontier.linearBaseline(singles: singles) - 60) < 1e-12)
    // A dearer and worse model does not count, but the range goes on to it: .6 over [1, 3], .8 over [3, 5].
    #expect(abs(Frontier.linearBaseline(singles: singles + [(5, 0.7)]) - 70) < 1e-12)
  }

  @Test func levelsAlongThePoints() {
    // A frontier that rises, falls and rises again; qualities between points lie on the lines.
    let points = [
      (cost: 1.0, quality: 0.4), (cost: 2.0, quality: 0.8), (cost: 3.0, quality: 0.6), (cost: 5.0, quality: 1),
    ]
    func cost(_ quality: Double) -> Double? { Frontier.cost(reaching: quality, along: points.reversed()) }
    func quality(_ cost: Double) -> Double? { Frontier.quality(at: cost, along: points.reversed()) }
    #expect(cost(0.2) == 1 && cost(0.4) == 1 && cost(0.8) == 2 && cost(1.01) == nil)
    #expect(abs(cost(0.5)! - 1.25) < 1e-12 && abs(cost(0.9)! - 4.5) < 1e-12)
    #expect(quality(0.9) == nil && quality(1) == 0.4 && quality(2) == 0.8 && quality(7) == 1)
    #expect(abs(quality(1.5)! - 0.6) < 1e-12 && abs(quality(4)! - 0.8) < 1e-12)
    #expect(Frontier.quality(at: 1, along: [(1, 0.2), (1, 0.5)]) == 0.5)
  }
}
