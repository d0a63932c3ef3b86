import Foundation
import Mathematics
import Testing

@Suite struct VectorNormalTests {
  @Test("Every value is within 2e-11 of erfc")
  func accuracy() {
    var worst = 0.0
    for step in stride(from: -90_000, to: 90_000, by: 8) {
      let x = SIMD8<Double>((0..<8).map { Double(step + $0) * 1.000_3e-4 })
      let fast = VectorNormal.shared.cumulative(x)
      for lane in 0..<8 { worst = max(worst, abs(fast[lane] - 0.5 * erfc(-x[lane] / 2.0.squareRoot()))) }
    }
    #expect(worst < 2e-11)
  }

  @Test("Far in the tails the value is 0 or 1 to 1e-16", arguments: [9.0, 40, 1e300, .infinity])
  func tails(x: Double) {
    #expect(abs(VectorNormal.shared.cumulative(SIMD8(repeating: x))[0] - 1) < 1e-15)
    #expect(abs(VectorNormal.shared.cumulative(SIMD8(repeating: -x))[0]) < 1e-15)
  }

  @Test("What is no number is in no table")
  func noNumber() {
    let x = SIMD8<Double>(.nan, 0, -.nan, 0, .signalingNaN, 0, 0, 0)
    let found = VectorNormal.shared.cumulative(x)
    #expect([found[0], found[2], found[4]].allSatisfy { abs($0) < 1e-15 } && found[1] == 0.5)
  }

  @Test("A row is the distribution function of an affine map of the points")
  func row() {
    let points = [SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7), SIMD8(repeating: 0.5)]
    var row = [SIMD8<Double>](repeating: .zero, count: 4)
    VectorNormal.shared.fill(&row, from: 1, points: points, groups: 2, scale: 0.5, offset: -1)
    #expect(abs(row[1][4] - Normal.cumulative(1)) < 1e-10)
    #expect(abs(row[2][7] - Normal.cumulative(-0.75)) < 1e-10)
    #expect(row[0] == .zero && row[3] == .zero)
  }
}
