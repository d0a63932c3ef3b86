import Mathematics
import Routing
import Testing

@Suite struct SupermodelSearchTests {
  @Test("`greedy` is the best of A and A with one more")
  func greedy() {
    for (index, problem) in RandomProblem.several(.plain, count: 210).enumerated() {
      var options = SearchOptions()
      options.greedy = true
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      #expect(
        watched.best?.models == EverySet.winner(EverySet.candidates(problem, options), .lowestCost).models, "\(index)")
    }
  }

  @Test("Depth 1 is routing: the single model of best trade-off, then stop", arguments: TieRule.allCases)
  func routing(rule: TieRule) {
    for (index, problem) in RandomProblem.several(.lattice, count: 210).enumerated() {
      let policy = CascadeRoutingPolicy(lambdas: [problem.lambda], options: SearchOptions(maxDepth: 1))
      var belief = problem.belief
      if !belief.answered.isEmpty {
        #expect(policy.decision(belief, rule: rule) == nil)
        continue
      }
      let tradeOffs = zip(belief.quality, belief.cost).map { (($0 - problem.lambda * $1) * 1e6).rounded() }
      let tied = tradeOffs.indices.filter { tradeOffs[$0] == tradeOffs.max() }
      let best = tied.min { a, b in
        let order = rule == .lowestCost ? 1.0 : -1.0
        return (order * belief.cost[a], a) < (order * belief.cost[b], b)
      }
      #expect(policy.decision(belief, rule: rule) == best, "\(index)")
      belief.ran(best ?? 0)
      #expect(policy.decision(belief, rule: rule) == nil)
    }
  }

  @Test("Of the best set runs the member of largest reservation value; in fixed order the first")
  func member() {
    for problem in RandomProblem.several(.plain, count: 420) {
      for fixedOrder in [false, true] {
        var options = SearchOptions()
        options.fixedOrder = fixedOrder
        let belief = problem.belief
        let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(belief)
        let fresh = (watched.best?.models.models ?? []).filter { !belief.hasRun($0) }
        let value = { (model: Int) in
          ReservationValue.gaussian(
            mean: belief.quality[model], sigma: belief.sigma[model], price: problem.lambda * belief.cost[model])
        }
        let expected = fresh.max { a, b in
          (value(a), -belief.cost[a], -a) < (value(b), -belief.cost[b], -b)
        }
        #expect(watched.next == (fixedOrder ? fresh.first : expected))
      }
    }
  }
}
