import Input
import TestSupport
import Testing
import Traces

@Suite struct PricedTracesTests {
  private let folder = ScratchFolder()

  private func traces() throws -> TraceSet {
    try TraceLoader.load(
      paths: [
        folder.write(
          """
          query_id,model,quality,cost,tokens_in,tokens_out,tokens_cache_read,tokens_reasoning
          q,v/a,1,9,1000,200,100,50
          q,b,1,7,1000,200,,
          r,v/a,0,9,,,,
          r,b,0,7,10,0,,
          """)
      ])
  }

  /// By hand: (1000 * 2 + 150 * 10 + 50 * 20 + 100 * 0.5) / 10^6.
  @Test func tokensTimesPrices() throws {
    let list = PriceList([("a", PriceList.Prices(input: 2, output: 10, cacheRead: 0.5, reasoning: 20))])
    let (priced, matches) = try traces().priced(by: list)
    let cost = try #require(priced).cost
    #expect(abs(cost[0] - 0.00455) < 1e-15)
    #expect(cost[2].isNaN)
    #expect([cost[1], cost[3]] == [7, 7])
    #expect(matches.others.map(\.model) == ["v/a"] && matches.others.map(\.name) == ["a"])
    #expect(matches.unmatched == ["b"])
  }

  /// By hand: 1000 * 1 + 200 * 3 and 10 * 1 + 0 * 3, over 10^6; what has no price of its own is priced as its kind.
  @Test func pricesThatAreNotListed() throws {
    let list = PriceList(["v/a", "b"].map { ($0, PriceList.Prices(input: 1, output: 3)) })
    let cost = try #require(try traces().priced(by: list).traces).cost
    #expect(abs(cost[0] - 0.0017) < 1e-15)
    #expect(abs(cost[1] - 0.0016) < 1e-15)
    #expect(abs(cost[3] - 0.00001) < 1e-15)
  }

  /// Counts that are equal for all models of a query are charged as others are. By hand, over 10^6:
  /// 1000 * 2.5 + 500 * 10 + 4000 * 1.25 = 12500, 1000 * 2.5 + 4000 * 5 + 500 * 10 = 27500 and
  /// 1000 * 2.5 + 400 * 10 + 100 * 30 = 9500.
  @Test(arguments: [
    ("tokens_cache_read", 4000.0, 0.0125), ("tokens_cache_write", 4000, 0.0275), ("tokens_reasoning", 100, 0.0095),
  ]) func equalCounts(column: String, count: Double, cost: Double) throws {
    let prices = PriceList.Prices(input: 2.5, output: 10, cacheRead: 1.25, cacheWrite: 5, reasoning: 30)
    for more in [0.0, 1] {
      let rows = "q,a,1,1000,500,\(count)\nq,b,0,1000,500,\(count + more)\n"
      let traces = try TraceLoader.load(
        paths: [folder.write("query_id,model,quality,tokens_in,tokens_out,\(column)\n" + rows)])
      let priced = try #require(traces.priced(by: PriceList(["a", "b"].map { ($0, prices) })).traces)
      #expect(abs(priced.cost[0] - cost) < 1e-15 && (priced.cost[1] > priced.cost[0]) == (more > 0))
    }
  }

  @Test func withoutTokensThereIsNothingToPrice() throws {
    let plain = try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost\nq,a,1,1\n", to: "b.csv")])
    #expect(plain.priced(by: PriceList([("a", PriceList.Prices(input: 1, output: 1))])).traces == nil)
  }

  @Test func factorsMultiplyTheCostsOfTheirModels() throws {
    #expect(try traces().multiplyingCosts(by: ["b": 0.5, "nobody": 3]).cost == [9, 3.5, 9, 3.5])
  }
}
