import Foundation
import Mathematics
import Routing
import Testing

@Suite struct ExpectedMaximumTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  private func phi(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
  private func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Clark (1961): E[max] of two normal variables whose difference has standard deviation `spread`.
  private func clark(_ a: Double, _ b: Double, spread: Double) -> Double {
    if spread == 0 { return max(a, b) }
    let z = (a - b) / spread
    return a * cumulative(z) + b * cumulative(-z) + spread * phi(z)
  }

  private func belief(
    _ quality: [Double], _ sigma: [Double], answered: [Int] = [], covariance: Covariance? = nil
  ) -> Belief {
    Belief(
      quality: quality, cost: quality.map { _ in 0 }, sigma: sigma, answered: answered, covariance: covariance)
  }

  private func uniform(_ item: Int, _ purpose: String) -> Double { Self.key.mixing(purpose).mixing(item).uniform }

  @Test("Two independent models: Clark's formula to 2e-7, deviations from 0.001 to 1")
  func clarkIndependent() {
    for item in 0..<500 {
      let means = [uniform(item, "a"), uniform(item, "b")]
      let sigmas = ["c", "d"].map { exp(log(0.001) * uniform(item, $0)) }
      let expected = clark(means[0], means[1], spread: (sigmas[0] * sigmas[0] + sigmas[1] * sigmas[1]).squareRoot())
      #expect(abs(ExpectedMaximum(belief(means, sigmas))(of: ModelSet([0, 1])) - expected) < 2e-7)
    }
  }

  @Test("One uncertain model against one that has run: m + sigma (phi(z) + z Phi(z)), to 1e-7")
  func againstConstant() {
    for item in 0..<500 {
      let means = [uniform(item, "e"), uniform(item, "f"), 0.3]
      let sigma = exp(log(0.001) * uniform(item, "g"))
      let z = (means[1] - means[0]) / sigma
      let expected = means[0] + sigma * (phi(z) + z * cumulative(z))
      let value = ExpectedMaximum(belief(means, [0, sigma, 0.4], answered: [0]))(of: ModelSet([0, 1]))
      #expect(abs(value - expected) < 1e-7, "\(means) \(sigma)")
    }
  }

  @Test("Nearly certain models that have run cost no accuracy")
  func nearlyCertain() {
    let value = ExpectedMaximum(belief([0.6, 0.5], [1e-3, 0.45], answered: [0]))(of: ModelSet([0, 1]))
    #expect(abs(value - clark(0.6, 0.5, spread: (1e-6 + 0.45 * 0.45).squareRoot())) < 1e-7)
  }

  @Test("Certain estimates: the greatest of them, in every mode")
  func certain() {
    let means = [0.2, 0.7, 0.4]
    let zero = Covariance(matrix: [Double](repeating: 0, count: 9), modelCount: 3)
    for belief in [belief(means, [0, 0, 0]), belief(means, [0, 0, 0], covariance: zero)] {
      #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 1, 2])) - 0.7) < 1e-15)
      #expect(ExpectedMaximum(belief)(of: ModelSet([0, 2])) == 0.4)
    }
    var options = SearchOptions()
    options.noExpect = true
    #expect(ExpectedMaximum(belief(means, [1, 1, 1]), options: options)(of: ModelSet([0, 1])) == 0.7)
  }

  @Test("A single model keeps its estimate exactly; the empty set is worth minus infinity")
  func single() {
    let covariance = Covariance(matrix: [0.25, 0.1, 0.1, 0.16], modelCount: 2)
    for belief in [belief([0.3, 0.6], [0.5, 0.4]), belief([0.3, 0.6], [0.5, 0.4], covariance: covariance)] {
      let value = ExpectedMaximum(belief)
      #expect(value(of: ModelSet([0])) == 0.3 && value(of: ModelSet([1])) == 0.6)
      #expect(value(of: ModelSet()) == -.infinity)
    }
  }

  @Test("Two correlated models: Clark's formula, to 1e-2 in the search mode and 1e-3 in the accurate one")
  func clarkCorrelated() {
    for item in 0..<200 {
      let means = [uniform(item, "h"), uniform(item, "i")]
      let sigmas = [0.05 + 0.5 * uniform(item, "j"), 0.05 + 0.5 * uniform(item, "k")]
      let covariance = (2 * uniform(item, "l") - 1) * sigmas[0] * sigmas[1]
      let variances = sigmas.map { $0 * $0 }
      let matrix = Covariance(matrix: [variances[0], covariance, covariance, variances[1]], modelCount: 2)
      let spread = max(variances[0] + variances[1] - 2 * covariance, 0).squareRoot()
      let expected = clark(means[0], means[1], spread: spread)
      let belief = belief(means, sigmas, covariance: matrix)
      var options = SearchOptions()
      #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 1])) - expected) < 1e-2)
      options.accurate = true
      #expect(abs(ExpectedMaximum(belief, options: options)(of: ModelSet([0, 1])) - expected) < 1e-3)
    }
  }

  @Test("Up to eleven correlated models: within 1e-2 and 1e-3 of ten million random draws", arguments: [3, 7, 11])
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
    let belief = belief(means, sigmas, covariance: Covariance(matrix: matrix, modelCount: count))
    var options = SearchOptions()
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet(0..<count)) - expected) < 1e-2)
    options.accurate = true
    #expect(abs(ExpectedMaximum(belief, options: options)(of: ModelSet(0..<count)) - expected) < 1e-3)
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

  @Test("Computed values are monotone and submodular", arguments: RandomProblem.Kind.allCases)
  func submodular(kind: RandomProblem.Kind) {
    for item in 0..<60 {
      let problem = RandomProblem(
        kind, modelCount: 6, answeredCount: item % 3, key: Self.key.mixing("\(kind)").mixing(item))
      let value = ExpectedMaximum(problem.belief)
      let answered = problem.belief.answeredSet
      let values = (0..<64).map { mask -> Double? in
        let set = ModelSet((0..<6).filter { mask >> $0 & 1 == 1 })
        return set.isSuperset(of: answered) && !set.isEmpty ? value(of: set) : nil
      }
      for mask in 0..<64 {
        guard let base = values[mask] else { continue }
        // Single models keep their estimates, which the grid meets to 2e-7 only.
        let tolerance = mask.nonzeroBitCount == 1 && problem.belief.covariance == nil ? 5e-7 : 1e-12
        for i in 0..<6 where mask >> i & 1 == 0 {
          guard let withI = values[mask | 1 << i] else { continue }
          #expect(withI >= base - tolerance)
          for j in 0..<6 where j != i && mask >> j & 1 == 0 {
            guard let withJ = values[mask | 1 << j], let both = values[mask | 1 << i | 1 << j] else { continue }
            #expect(both - withJ <= withI - base + tolerance)
          }
        }
      }
    }
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
      #expect(abs(ExpectedMaximum(belief)(of: set) - dense(belief, set.models)) < 3e-7)
    }
  }

  /// E[max] by 400 panels of 20 nodes, cut at every mean.
  private func dense(_ belief: Belief, _ models: [Int]) -> Double {
    let rule = GaussLegendre(count: 20)
    let start = models.map { belief.quality[$0] - 9 * belief.sigma[$0] }.max() ?? 0
    let end = models.map { belief.quality[$0] + 9 * belief.sigma[$0] }.max() ?? 0
    var cuts = (0...400).map { start + (end - start) * Double($0) / 400 }
    for model in models {
      for step in -20...20 { cuts.append(belief.quality[model] + 0.45 * Double(step) * belief.sigma[model]) }
    }
    cuts = cuts.filter { $0 >= start && $0 <= end }.sorted()
    var integral = 0.0
    for (left, right) in zip(cuts, cuts.dropFirst()) where right > left {
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let t = 0.5 * (left + right) + 0.5 * (right - left) * node
        var product = 0.5 * (right - left) * weight
        for model in models {
          let sigma = belief.sigma[model]
          product *= sigma > 0 ? cumulative((t - belief.quality[model]) / sigma) : t >= belief.quality[model] ? 1 : 0
        }
        integral += product
      }
    }
    return end - integral
  }
}
