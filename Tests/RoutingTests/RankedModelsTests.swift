import Mathematics
import Routing
import Testing

@Suite struct RankedModelsTests {
  /// Where nothing is pruned, what was evaluated and what bounds left out are all sets of at most so many models:
  /// C(8, 1) + ... + C(8, d).
  @Test(arguments: [(1, 8), (2, 36), (3, 92), (8, 255)]) func setsAreCounted(depth: Int, count: Int) {
    var checked = 0
    for index in 0..<200 {
      let problem = RandomProblem(
        .uneven, modelCount: 8, answeredCount: 0, key: RandomKey(seed: 4, purpose: "ranks").mixing(index))
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: SearchOptions(maxDepth: depth)).watched(
        problem.belief)
      if !watched.pruned.isEmpty { continue }
      checked += 1
      #expect(watched.evaluated.count + watched.boundedOut == count, "\(index)")
    }
    #expect(checked > 10)
  }

  /// Single models come in the order of their trade-offs, those of equal value in that of the pool.
  @Test func aGreedySearchFindsTheBestAddition() {
    let belief = Belief(quality: [0.2, 0.5, 0.9, 0.9], cost: [0, 0, 0, 0], sigma: [0, 0, 0, 0], answered: [0])
    var options = SearchOptions()
    options.greedy = true
    let watched = CascadeRoutingPolicy(lambdas: [1], options: options).watched(belief)
    #expect(watched.best?.models == ModelSet([0, 2]))
  }
}
