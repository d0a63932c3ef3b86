import Mathematics
import Testing

@Suite struct PartialPoolingTests {
  private func symmetric(_ xx: Double, _ xy: Double, _ yy: Double) -> PartialPooling.Symmetric {
    PartialPooling.Symmetric(xx: xx, xy: xy, yy: yy)
  }

  private func areClose(_ a: [SIMD2<Double>], _ b: [SIMD2<Double>], _ tolerance: Double = 1e-9) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0.x - $1.x) < tolerance && abs($0.y - $1.y) < tolerance }
  }

  /// By hand: first slopes 0.5, 1, 1.5 have the variance 0.25; of sampling variances 0.1 each, 0.15 is left, so each keeps
  /// 0.15 / 0.25 of its distance to 1. Second slopes 1.5, 0, 1.5 have the variance 0.75; of sampling variances of 2 nothing is left.
  @Test func distancesShrinkByWhatSamplingExplains() {
    let independent = PartialPooling.pooled(
      [SIMD2(0.5, 1.5), SIMD2(1, 0), SIMD2(1.5, 1.5)],
      [symmetric(0.1, 0, 2), symmetric(0.1, 0, 2), symmetric(0.1, 0, 2)])
    #expect(areClose(independent, [SIMD2(0.7, 1), SIMD2(1, 1), SIMD2(1.3, 1)]))
  }

  /// Worked out by numpy from the formulas, with `eigh` for the negative part.
  @Test func unequalCovariances() {
    let pooled = PartialPooling.pooled(
      [SIMD2(0.2, 0.9), SIMD2(0.6, 0.5), SIMD2(0.1, 1.3), SIMD2(0.5, 0.4)],
      [
        symmetric(0.01, -0.004, 0.02), symmetric(0.02, 0.003, 0.05), symmetric(0.03, -0.01, 0.04),
        symmetric(0.005, 0, 0.01),
      ])
    let expected = [
      SIMD2(0.235_042_976_678, 0.906_955_750_129), SIMD2(0.504_246_146_719, 0.449_545_182_292),
      SIMD2(0.087_284_044_675, 1.158_017_046_993), SIMD2(0.512_356_777_241, 0.435_764_185_165),
    ]
    #expect(areClose(pooled, expected, 1e-9))
  }

  @Test func twoGroupsAndCertaintyStayAsTheyAre() {
    let two = [SIMD2(0.5, 1), SIMD2(1, 2)]
    #expect(PartialPooling.pooled(two, two.map { _ in symmetric(1, 0, 1) }) == two)
    let certain = [SIMD2(0.5, 0), SIMD2(1, 0), SIMD2(1.5, 0)]
    #expect(PartialPooling.pooled(certain, certain.map { _ in symmetric(0, 0, 0) }) == certain)
  }

  private static let groups: [(x: [Double], y: [Double])] = [
    ([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 1, 3, 3, 6, 5, 8]), ([0, 1, 2, 3, 4, 5, 6, 7], [1, 0, 2, 1, 2, 2, 1, 3]),
    ([0, 2, 4, 6, 8, 10, 12, 14], [0, 3, 3, 7, 7, 11, 11, 15]),
  ]

  /// Slopes by numpy; each line still passes through its group's means.
  @Test func lines() {
    let lines = LeastSquaresLine.pooled(Self.groups)
    let expected = [1.058_374_615_074, 0.273_326_486_256, 0.998_586_337_783]
    for (line, (slope, group)) in zip(lines, zip(expected, Self.groups)) {
      #expect(abs(line.slope - slope) < 1e-9)
      #expect(abs(line.value(at: group.x.mean) - group.y.mean) < 1e-12)
    }
    // A group of few points, or without variation, takes no part and stays as it is.
    let more = LeastSquaresLine.pooled(
      Self.groups + [([0, 1], [0, 5]), (.init(repeating: 2, count: 9), .init(repeating: 1, count: 9))])
    #expect(more.prefix(3).map(\.slope) == lines.map(\.slope) && more[3].slope == 5 && more[4].slope == 0)
  }

  /// A plane whose second variable is noise beside a line: the slopes come closer to the truth, which is (1, 0) for all.
  @Test func planesComeCloserToTheTruth() {
    let key = RandomKey(seed: 1, purpose: "test")
    func normal(_ group: Int, _ point: Int, _ kind: String) -> Double {
      key.mixing(group).mixing(point).mixing(kind).normal
    }
    let groups = (0..<8).map { group in
      let first = (0..<30).map { normal(group, $0, "first") }
      let second = (0..<30).map { normal(group, $0, "second") }
      let y = (0..<30).map { Double(group) + first[$0] + 2 * normal(group, $0, "noise") }
      return (first: first, second: second, y: y)
    }
    func error(_ planes: [LeastSquaresPlane]) -> Double {
      planes.map { ($0.slopes.x - 1) * ($0.slopes.x - 1) + $0.slopes.y * $0.slopes.y }.mean
    }
    let own = groups.map { LeastSquaresPlane(first: $0.first, second: $0.second, y: $0.y) }
    let pooled = LeastSquaresPlane.pooled(groups)
    #expect(error(pooled) < error(own) / 2)
    for (plane, group) in zip(pooled, groups) {
      #expect(abs(plane.value(group.first.mean, group.second.mean) - group.y.mean) < 1e-12)
    }
  }
}
