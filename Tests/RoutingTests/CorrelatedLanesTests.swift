import Foundation
import Mathematics
import Routing
import Testing

@Suite struct CorrelatedLanesTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  private func uniform(_ item: Int, _ purpose: String) -> Double { Self.key.mixing(purpose).mixing(item).uniform }

  @Test("Two correlated models: Clark's formula to 1e-2, deviations of up to 0.55")
  func clarkCorrelated() {
    for item in 0..<200 {
      let means = [uniform(item, "h"), uniform(item, "i")]
      let sigmas = [0.05 + 0.5 * uniform(item, "j"), 0.05 + 0.5 * uniform(item, "k")]
      let covariance = (2 * uniform(item, "l") - 1) * sigmas[0] * sigmas[1]
      let variances = sigmas.map { $0 * $0 }
      let matrix = Covariance(matrix: [variances[0], covariance, covariance, variances[1]], modelCount: 2)
      let spread = max(variances[0] + variances[1] - 2 * covariance, 0).squareRoot()
      let expected = Oracle.clark(means[0], means[1], spread: spread)
      let belief = Belief.estimates(means, sigmas, covariance: matrix)
      #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 1])) - expected) < 1e-2)
    }
  }

  @Test("Up to eleven correlated models: within 1e-2 of ten million random draws", arguments: [3, 7, 11])
  func monteCarlo(count: Int) {
    let generator = Self.key.mixing(count)
    let loadings = (0..<count * count).map { 0.45 * generator.mixing($0).normal / Double(count).squareRoot() }
    var matrix = [Double](repeating: 0, count: count * count)
    for cell in matrix.indices {
      for l in 0..<count { matrix[cell] += loadings[cell / count * count + l] * loadings[cell % count * count + l] }
    }
    let means = (0..<count).map { 0.3 + 0.5 * generator.mixing("mean").mixing($0).uniform }
    var random = generator.generator
    let draws = 10_000_000
    var total = 0.0
    var z = [Double](repeating: 0, count: count)
    for draw in 0..<draws / 2 {
      if draw % 2 == 0 {
        for l in 0..<count { z[l] = polar(&random) }
      } else {
        for l in 0..<count { z[l] = -z[l] }
      }
      var greatest = -Double.infinity
      for i in 0..<count {
        var value = means[i]
        for l in 0..<count { value += loadings[i * count + l] * z[l] }
        greatest = max(greatest, value)
      }
      total += greatest
    }
    let expected = total / Double(draws / 2)
    let sigmas = (0..<count).map { matrix[$0 * count + $0].squareRoot() }
    let belief = Belief.estimates(means, sigmas, covariance: Covariance(matrix: matrix, modelCount: count))
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet(0..<count)) - expected) < 1e-2)
  }

  @Test(
    "The error for independent models of deviation 1 grows with their number",
    arguments: [(2, 0.01), (11, 0.02), (20, 0.03), (30, 0.05)])
  func independent(count: Int, error: Double) {
    let (means, sigmas) = ([Double](repeating: 0, count: count), [Double](repeating: 1, count: count))
    let matrix = (0..<count * count).map { $0 % (count + 1) == 0 ? 1.0 : 0 }
    let belief = Belief.estimates(means, sigmas, covariance: Covariance(matrix: matrix, modelCount: count))
    let exact = Oracle.dense(belief, Array(0..<count))
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet(0..<count)) - exact) < error)
  }

  /// Marsaglia's polar method: another source of normal values than the one under test.
  private func polar(_ random: inout SplitMix64) -> Double {
    while true {
      let x = Double(random.next() >> 11) * 0x1p-52 - 1
      let y = Double(random.next() >> 11) * 0x1p-52 - 1
      let s = x * x + y * y
      if s > 0 && s < 1 { return x * (-2 * log(s) / s).squareRoot() }
    }
  }
}
