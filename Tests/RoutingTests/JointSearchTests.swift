import Mathematics
import Routing
import Testing

@Suite struct JointSearchTests {
  @Test("The search takes the best of all sets; tables say the same at every price", arguments: 0..<20)
  func search(index: Int) {
    let answered = index % 2 == 0 ? [] : [index % 3]
    let (belief, key) = RandomSteps.belief(index, answered: answered)
    var table = PriceTable()
    var scratch = CascadeRoutingPolicy(lambdas: [1]).makeScratch(modelCount: belief.modelCount)
    CascadeRoutingPolicy(lambdas: [1]).tabulate(belief, scratch: &scratch, table: &table)
    var (tabulated, tried) = (0, 0)
    for lambda in [0.01, 0.1, 0.3, 0.7, 1, 2, 5, 20] {
      let policy = CascadeRoutingPolicy(lambdas: [lambda])
      let sets = RandomSteps.sets(belief.modelCount, containing: belief.answeredSet)
      func tradeOff(_ set: ModelSet) -> Double {
        let cost = set.models.reduce(0) { $0 + belief.cost[$1] }
        let quality =
          set == belief.answeredSet ? belief.quality[belief.bestAnswered] : RandomSteps.expected(belief, set, key)
        return quality - lambda * cost
      }
      let best = sets.max { tradeOff($0) < tradeOff($1) }!
      let watched = policy.watched(belief)
      #expect(watched.best?.models == best)
      let next = policy.decision(belief)
      #expect(next == nil ? best == belief.answeredSet : best.contains(next!) && !belief.hasRun(next!))
      let verdict = table.verdict(at: lambda)
      tried += 1
      if verdict != .undetermined {
        tabulated += 1
        #expect(verdict == (next.map { .run($0) } ?? .stop))
      }
    }
    #expect(tabulated > tried / 2)
  }

  /// Eleven models have 231 sets of one to three, and 561 of up to four; ten have 385 of up to four, and 637 of up to five.
  @Test("Of large pools as many models are added at once as leave 512 sets", arguments: [(11, 3, 231), (10, 4, 385)])
  func largePools(models: Int, additions: Int, count: Int) {
    let (belief, key) = RandomSteps.belief(3, modelCount: models)
    let watched = CascadeRoutingPolicy(lambdas: [0.05]).watched(belief)
    let sets = RandomSteps.sets(models, containing: ModelSet()).filter { $0.count <= additions }
    #expect(sets.count == count && Set(watched.evaluated.map(\.models)) == Set(sets))
    func tradeOff(_ set: ModelSet) -> Double {
      RandomSteps.expected(belief, set, key) - 0.05 * set.models.reduce(0) { $0 + belief.cost[$1] }
    }
    #expect(watched.best?.models == sets.max { tradeOff($0) < tradeOff($1) })
  }
}
