import Mathematics
import Routing
import Testing

@Suite struct BranchAndBoundTests {
  @Test("Bounds and lemma 1 never change the choice", arguments: RandomProblem.Kind.allCases)
  func exact(kind: RandomProblem.Kind) {
    for (index, problem) in RandomProblem.several(kind, count: 1400).enumerated() {
      var options = SearchOptions(maxDepth: [nil, nil, 1, 2, 3, 5][index % 6])
      options.fixedOrder = index % 5 == 4
      options.noExpect = index % 11 == 10
      if problem.belief.answered.count >= options.maxDepth ?? 99 { continue }
      let all = EverySet.candidates(problem, options)
      for rule in TieRule.allCases {
        let policy = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options)
        let watched = policy.watched(problem.belief, rule: rule)
        let best = EverySet.winner(all, rule)
        #expect(watched.best?.models == best.models, "\(kind) \(index) \(rule)")
        #expect(abs((watched.best?.tradeOff ?? 0) - best.tradeOff) < 1e-12)
        #expect(policy.decision(problem.belief, rule: rule) == watched.next)
        #expect(watched.evaluated.count + watched.boundedOut <= all.count)
        if watched.pruned.isEmpty {
          #expect(watched.evaluated.count + watched.boundedOut == all.count, "\(kind) \(index) \(rule)")
        }
      }
    }
  }

  @Test("The search prunes: over random decisions it evaluates less than a third of the sets")
  func sparing() {
    var evaluated = 0
    var all = 0
    for index in 0..<200 {
      let problem = RandomProblem(
        .plain, modelCount: 8, answeredCount: 0, key: RandomKey(seed: 11, purpose: "sparing").mixing(index))
      evaluated += CascadeRoutingPolicy(lambdas: [problem.lambda]).watched(problem.belief).evaluated.count
      all += 255
    }
    #expect(evaluated * 3 < all)
  }
}
