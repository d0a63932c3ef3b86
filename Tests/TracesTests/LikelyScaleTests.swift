import Testing
import Traces

@Suite struct LikelyScaleTests {
  @Test(arguments: [
    ([0, 1], nil as ClosedRange<Double>?, false), ([0.2, 1.02], nil, true), ([-0.01, 1], nil, true),
    ([-0.8, 0.3], -1...1, false), ([1, 4], 1...5, false), ([1.5, 4], 0...10, false), ([1, 1], nil, false),
    ([0, 80], 0...100, false), ([3, 104], 0...100, true), ([20, 830], 0...1000, false), ([30, 120], 0...1000, false),
    // Of rewards from -47 to 141.5 nothing is cut off.
    ([-47, 72.5, 141.5], -50...150, false), ([-480, -3], -480...0, false), ([-6, 180], -10...180, false),
    ([1210, 1498], 0...1500, false),
  ])
  func scales(_ scores: [Double], _ range: ClosedRange<Double>?, _ isExceeded: Bool) throws {
    let scale = try #require(LikelyScale(of: scores))
    #expect(scale.range == range && scale.isExceeded == isExceeded)
  }

  @Test func noScores() {
    #expect(LikelyScale(of: []) == nil)
    #expect(LikelyScale(of: [0, 1.7e9]) == nil && LikelyScale(of: [.infinity]) == nil)
  }
}
