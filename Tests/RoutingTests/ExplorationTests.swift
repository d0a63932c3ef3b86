import Routing
import TestSupport
import Testing

@Suite struct ExplorationTests {
  /// 5% of three models: 0.95 x 0.7 + 0.05/3 and so on; together 1.
  @Test func propensitiesByHand() {
    let exploration = Exploration(share: 0.05, seed: 0)
    let found = exploration.propensities([0.7, 0.3, 0])
    let expected = [0.665 + 0.05 / 3, 0.285 + 0.05 / 3, 0.05 / 3]
    #expect(isClose(found, expected, within: 1e-15))
    #expect(Exploration(share: 0, seed: 0).propensities([1, 0]) == [1, 0])
  }

  /// Of 20,000 queries a fifth is explored, a quarter of these by each of four models: within 4 standard errors.
  @Test func sharesAreThoseOfThePropensities() {
    let exploration = Exploration(share: 0.2, seed: 3)
    var counts = [0, 0, 0, 0]
    for query in 0..<20_000 { if let model = exploration.model(for: "q\(query)", of: 4) { counts[model] += 1 } }
    for count in counts { #expect(abs(count - 1000) < 4 * 31) }
    #expect((0..<200).allSatisfy { Exploration(share: 0, seed: 3).model(for: "q\($0)", of: 4) == nil })
    #expect((0..<200).allSatisfy { Exploration(share: 1, seed: 3).model(for: "q\($0)", of: 4) != nil })
  }

  @Test func drawsHangOnSeedAndQueryAlone() {
    func draws(_ seed: UInt64) -> [Int?] {
      (0..<100).map { Exploration(share: 0.5, seed: seed).model(for: "q\($0)", of: 3) }
    }
    #expect(draws(1) == draws(1) && draws(1) != draws(2))
  }
}
