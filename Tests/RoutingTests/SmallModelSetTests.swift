import Mathematics
import Routing
import Testing

@Suite struct SmallModelSetTests {
  @Test("A hundred models are searched to depth 3 as by plain enumeration")
  func manyModels() {
    let key = RandomKey(seed: 1, purpose: "many models")
    let problem = RandomProblem(.plain, modelCount: 97, answeredCount: 0, key: key)
    var options = SearchOptions(maxDepth: 3)
    let bounded = CascadeRoutingPolicy(lambdas: [40], options: options).watched(problem.belief)
    options.slow = true
    let slow = CascadeRoutingPolicy(lambdas: [40], options: options).watched(problem.belief)
    #expect(slow.evaluated.count == 97 + 97 * 96 / 2 + 97 * 96 * 95 / 6)
    #expect(bounded.best?.models == slow.best?.models && bounded.evaluated.count * 20 < slow.evaluated.count)
  }
}
