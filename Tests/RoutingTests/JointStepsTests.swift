import Mathematics
import Routing
import Testing

@Suite struct JointStepsTests {
  @Test("A cascade weighs prefixes by the steps of each") func prefixes() {
    for index in 0..<10 {
      let (belief, key) = RandomSteps.belief(index, answered: [0])
      for lambda in [0.05, 0.5, 2.0] {
        let prefixes = (1...belief.modelCount).map { ModelSet(0..<$0) }
        let best = prefixes.max { a, b in
          func tradeOff(_ set: ModelSet) -> Double {
            let quality = set.count == 1 ? belief.quality[0] : RandomSteps.expected(belief, set, key)
            return quality - lambda * set.models.reduce(0) { $0 + belief.cost[$1] }
          }
          return tradeOff(a) < tradeOff(b)
        }!
        #expect(CascadePolicy(lambdas: [lambda]).decision(belief) == (best.count == 1 ? nil : 1))
      }
    }
  }

  @Test func queriesComeInEights() {
    #expect(JointSteps.queryCount(of: 300) == 64 && JointSteps.queryCount(of: 29) == 24)
    #expect(JointSteps.queryCount(of: 5) == 8)
  }
}
