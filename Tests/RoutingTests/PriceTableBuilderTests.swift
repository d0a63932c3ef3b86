import Mathematics
import Routing
import Testing

@Suite struct PriceTableBuilderTests {
  @Test func aTieIsOpenWithinTheRoundingOfTradeOffs() {
    // 0.5 - lambda against 0.7 - 2 lambda: equal at 0.2, told apart 1e-6 away from it.
    let belief = Belief(quality: [0.5, 0.7], cost: [1, 2], sigma: [0, 0])
    var table = PriceTable()
    let policy = CascadeRoutingPolicy(lambdas: [0])
    var scratch = policy.makeScratch(modelCount: 2)
    policy.tabulate(belief, scratch: &scratch, table: &table)
    #expect(table.verdicts == [.undetermined, .run(1), .undetermined, .run(0)])
    #expect(table.edges[1] < 0.2 - 1e-6 && table.edges[1] > 0.2 - 1.3e-6)
    #expect(table.edges[2] > 0.2 + 1e-6 && table.edges[2] < 0.2 + 1.3e-6)
  }
}
