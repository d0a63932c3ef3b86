import Mathematics
import Routing
import Testing

@Suite struct ExpectedMaximumTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  @Test("A single model keeps its estimate exactly; the empty set is worth minus infinity")
  func single() {
    let covariance = Covariance(matrix: [0.25, 0.1, 0.1, 0.16], modelCount: 2)
    for belief in [
      Belief.estimates([0.3, 0.6], [0.5, 0.4]), .estimates([0.3, 0.6], [0.5, 0.4], covariance: covariance),
    ] {
      let value = ExpectedMaximum(belief)
      #expect(value(of: ModelSet([0])) == 0.3 && value(of: ModelSet([1])) == 0.6)
      #expect(value(of: ModelSet()) == -.infinity)
    }
  }
}
