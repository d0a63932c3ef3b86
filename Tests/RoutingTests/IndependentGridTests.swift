import Foundation
import Mathematics
import Routing
import Testing

@Suite struct IndependentGridTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  private func uniform(_ item: Int, _ purpose: String) -> Double { Self.key.mixing(purpose).mixing(item).uniform }

  @Test("Two independent models: Clark's formula to 2e-7, deviations from 0.001 to 1")
  func clarkIndependent() {
    for item in 0..<500 {
      let means = [uniform(item, "a"), uniform(item, "b")]
      let sigmas = ["c", "d"].map { exp(log(0.001) * uniform(item, $0)) }
      let expected = Oracle.clark(
        means[0], means[1], spread: (sigmas[0] * sigmas[0] + sigmas[1] * sigmas[1]).squareRoot())
      #expect(abs(ExpectedMaximum(.estimates(means, sigmas))(of: ModelSet([0, 1])) - expected) < 2e-7)
    }
  }

  @Test("One uncertain model against one that has run: m + sigma (Oracle.phi(z) + z Phi(z)), to 1e-7")
  func againstConstant() {
    for item in 0..<500 {
      let means = [uniform(item, "e"), uniform(item, "f"), 0.3]
      let sigma = exp(log(0.001) * uniform(item, "g"))
      let z = (means[1] - means[0]) / sigma
      let expected = means[0] + sigma * (Oracle.phi(z) + z * Oracle.cumulative(z))
      let value = ExpectedMaximum(.estimates(means, [0, sigma, 0.4], answered: [0]))(of: ModelSet([0, 1]))
      #expect(abs(value - expected) < 1e-7, "\(means) \(sigma)")
    }
  }

  @Test("Cutting at five deviations costs 5.4e-8 of a deviation per model", arguments: [2, 12, 64, 200])
  func manyEqualModels(count: Int) {
    let belief = Belief.estimates([Double](repeating: 0.5, count: count), [Double](repeating: 1, count: count))
    let exact = Oracle.dense(belief, Array(0..<count))
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet(0..<count)) - exact) < 5.4e-8 * Double(count))
  }

  @Test("Up to eight independent models of uneven deviation: within 3e-7 of a dense integral")
  func denseIntegral() {
    for item in 0..<150 {
      let problem = RandomProblem(
        item % 2 == 0 ? .uneven : .partlyCertain, modelCount: 2 + item % 7, answeredCount: 0,
        key: Self.key.mixing("dense").mixing(item))
      let belief = problem.belief
      let set = ModelSet((0..<belief.modelCount).filter { uniform(item * 8 + $0, "member") < 0.7 })
      if set.count < 2 { continue }
      #expect(abs(ExpectedMaximum(belief)(of: set) - Oracle.dense(belief, set.models)) < 3e-7)
    }
  }
}
