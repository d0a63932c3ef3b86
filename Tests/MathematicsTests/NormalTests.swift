import Mathematics
import Testing

@Suite struct NormalTests {
  /// Values of Phi from tables with 15 digits.
  @Test(arguments: [
    (0.0, 0.5), (1.0, 0.841344746068543), (-1.96, 0.024997895148220), (3.0, 0.998650101968370),
    (-6.0, 9.865876450377e-10),
  ])
  func cumulativeMatchesTables(x: Double, p: Double) {
    #expect(abs(Normal.cumulative(x) - p) <= 1e-12 * max(p, 1e-3))
  }

  @Test func quantileInverts() {
    for p in [1e-300, 1e-12, 0.001, 0.02425, 0.3, 0.5, 0.7, 0.97575, 0.999, 1 - 1e-12] {
      #expect(abs(Normal.cumulative(Normal.quantile(p)) - p) <= 1e-13 * max(p, 1e-300) + 1e-16)
    }
    #expect(abs(Normal.quantile(0.975) - 1.959963984540054) < 1e-14)
  }

  @Test func densityAtZero() { #expect(abs(Normal.density(0) - 0.3989422804014327) < 1e-16) }
}
