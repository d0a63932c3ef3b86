import Routing
import TestSupport
import Testing

@Suite struct ChainLanesTests {
  /// Per row and model: the cost of ending there, the quality and the expected quality.
  private static let outcomes: [SIMD4<Double>] = [
    [1, 0, 0.2, 0], [3, 1, 0.8, 0],
    [1, 1, 0.6, 0], [2, 1, 0.7, 0],
    [2, 1, 0.9, 0], [4, 0, 0.5, 0],
  ]
  private static let step = ChainLanes.Step(
    rows: [0, 1, 2], estimates: [0.1, 0.5, 0.9], cost: [1, 1, 2], expected: [0.2, 0.6, 0.9], least: 0.1, beyond: 1)

  @Test func eachLaneHasAPriceAndThresholdsOfItsOwn() {
    var lanes = ChainLanes(rowCount: 3)
    lanes.begin(at: [0, 0.1, 0, 0, 0, 0, 0, 0], Self.outcomes, [1, 1, 1])
    // Going on gains 0.6, 0.1 and -0.4 at no price; 0.4, 0 and -0.6 at a price of 0.1.
    let gain = lanes.gain(Self.step)
    #expect(isClose(gain[0], 0.3) && isClose(gain[1], -0.2))
    // -0.4 x 0.6 + 0 x 0.1 + 0.4 x -0.4, and -0.4 x 0.4 + 0.4 x -0.6.
    let covariance = lanes.covariance(Self.step, mean: gain / 3)
    #expect(isClose(covariance[0], -0.4) && isClose(covariance[1], -0.4))
    // The second and the third row stop; the third; none.
    lanes.stop(Self.step, after: 0, from: [0.5, 0.9, 2, 2, 2, 2, 2, 2])
    let sums = lanes.sums(of: Self.outcomes, modelCount: 2)
    for (sum, expected) in zip(sums, [[6, 3, 2.3], [7, 3, 2.4], [9, 2, 2]] as [[Double]]) {
      for index in 0..<3 { #expect(isClose(sum[index], expected[index])) }
    }
  }

  @Test func theSameThresholdInAllLanesStopsTheSameRows() {
    var lanes = ChainLanes(rowCount: 3)
    lanes.begin(at: .zero, Self.outcomes, [1, 1, 1])
    lanes.stop(Self.step, after: 0, from: SIMD8(repeating: 0.5))
    #expect(lanes.sums(of: Self.outcomes, modelCount: 2).allSatisfy { $0[0] == 6 && $0[1] == 3 })
    // What stopped is worth what it is: nothing is gained by going on where all have stopped.
    lanes.stop(Self.step, after: 0, from: SIMD8(repeating: 0.1))
    #expect(lanes.gain(Self.step) == .zero)
  }
}
