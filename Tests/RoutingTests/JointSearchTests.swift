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
}
