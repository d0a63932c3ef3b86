import Glibc
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LatentDifficultyTests {
  /// Outcomes drawn from known curves: EM finds them again.
  @Test func knownCurvesAreFound() throws {
    let truth = [(1.0, -1.0), (2.0, 0.5), (0.5, 0.0), (1.5, 1.0)]
    let key = RandomKey(seed: 1, purpose: "latent test")
    let count = 6000
    let qualities = (0..<count).map { query in
      let theta = key.mixing("theta").mixing(query).normal
      return truth.indices.map { model in
        let chance = 1 / (1 + exp(-(truth[model].0 * theta + truth[model].1)))
        return key.mixing("answer").mixing(query).mixing(model).uniform < chance ? 1.0 : 0
      }
    }
    let data = try SmallTraces.parted(
      qualities, qualities.map { _ in [1, 2, 3, 4] }, (0..<count).map { $0 == 0 ? "test" : "train" })
    let fitted = try LatentDifficulty(data, task: .unobserved)
    for (curve, truth) in zip(fitted.curves, truth) {
      #expect(abs(curve.slope - truth.0) < 0.25 && abs(curve.intercept - truth.1) < 0.15, "\(curve) \(truth)")
    }
    #expect(fitted.posteriors.count == count - 1)
    #expect(fitted.posteriors.allSatisfy { abs($0.sum - 1) < 1e-12 })
  }

  /// The posterior of the first training row by Bayes' rule from the fitted curves.
  @Test func posteriorsFollowFromTheCurves() throws {
    let data = try SmallTraces.parted(
      [[1, 0], [1, 1], [0, 0.25], [1, 1]], (0..<4).map { _ in [1, 2] }, ["train", "train", "train", "test"])
    let fitted = try LatentDifficulty(data, task: .unobserved)
    let nodes = (0..<41).map { -4 + Double($0) / 5 }
    for (row, quality) in [[1, 0], [1, 1], [0, 0.25]].enumerated() {
      let raw = nodes.map { theta in
        zip(fitted.curves, quality).reduce(exp(-theta * theta / 2)) { product, pair in
          let p = 1 / (1 + exp(-(pair.0.slope * theta + pair.0.intercept)))
          return product * pow(p, pair.1) * pow(1 - p, 1 - pair.1)
        }
      }
      for node in nodes.indices { #expect(abs(fitted.posteriors[row][node] - raw[node] / raw.sum) < 1e-9) }
    }
  }
}
