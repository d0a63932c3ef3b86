import Mathematics
import Routing
import Testing

@Suite struct SuccessProductsTests {
  static let key = RandomKey(seed: 4, purpose: "success products")

  /// A belief about `count` models whose chances hang on three values of one variable.
  static func belief(_ key: RandomKey, count: Int) -> (belief: Belief, weights: [Double], chances: [[Double]]) {
    let raw = (0..<3).map { key.mixing("weight").mixing($0).uniform }
    let weights = raw.map { $0 / raw.sum }
    let chances = (0..<count).map { model in (0..<3).map { key.mixing(model).mixing($0).uniform } }
    var belief = Belief(modelCount: count)
    belief.prospect = .truth(SuccessCurves(chances))
    belief.nodeWeights = [SIMD8(weights[0], weights[1], weights[2], 0, 0, 0, 0, 0)]
    for model in 0..<count {
      belief.quality[model] = zip(weights, chances[model]).reduce(0) { $0 + $1.0 * $1.1 }
      belief.cost[model] = key.mixing("cost").mixing(model).uniform
      belief.sigma[model] = 0.4
    }
    return (belief, weights, chances)
  }

  /// Every pattern of right and wrong answers under every value of theta, one by one.
  @Test(arguments: 0..<20) func everyPatternCounts(index: Int) {
    let (belief, weights, chances) = Self.belief(Self.key.mixing(index), count: 4)
    let value = ExpectedMaximum(belief)
    for mask in 1..<16 {
      let models = (0..<4).filter { mask >> $0 & 1 == 1 }
      var expected = 0.0
      for theta in 0..<3 {
        for pattern in 1..<16 where pattern & ~mask == 0 {
          expected += models.reduce(weights[theta]) {
            $0 * (pattern >> $1 & 1 == 1 ? chances[$1][theta] : 1 - chances[$1][theta])
          }
        }
      }
      #expect(abs(value(of: ModelSet(models)) - expected) < 1e-12)
    }
  }

  /// With an answer of quality 0.25 in hand, a success is worth the rest; independent models: 1 - (1 - m) prod (1 - p).
  @Test func withoutCurvesModelsAreIndependent() {
    var belief = Belief(quality: [0.5, 0.2, 0.25], cost: [1, 1, 1], sigma: [0.5, 0.4, 0], answered: [2])
    belief.prospect = .truth(nil)
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 1, 2])) - (1 - 0.75 * 0.5 * 0.8)) < 1e-15)
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 2])) - (1 - 0.75 * 0.5)) < 1e-15)
    #expect(ExpectedMaximum(belief)(of: ModelSet([2])) == 0.25)
  }

  @Test(arguments: 0..<60) func boundsLoseNothing(index: Int) {
    var (belief, _, _) = Self.belief(Self.key.mixing("search").mixing(index), count: 7)
    if index % 2 == 1 {
      belief.ran(3)
      belief.quality[3] = index % 4 == 1 ? 0 : 0.3
    }
    var slow = SearchOptions(maxDepth: 5)
    slow.slow = true
    for lambda in [0, 0.05, 0.2, 0.6] {
      let plain = CascadeRoutingPolicy(lambdas: [lambda], options: slow).watched(belief)
      let bounded = CascadeRoutingPolicy(lambdas: [lambda], options: SearchOptions(maxDepth: 5)).watched(belief)
      #expect(plain.best?.models == bounded.best?.models && plain.next == bounded.next)
    }
  }
}
