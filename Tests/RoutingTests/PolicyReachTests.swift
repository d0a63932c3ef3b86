import Routing
import Testing

@Suite struct PolicyReachTests {
  private func sets(_ reach: PolicyReach, _ count: Int) -> [[Int]]? { reach.sets(modelCount: count)?.map(\.models) }

  @Test func setsByHand() {
    #expect(sets(.prefixes(upTo: 5), 3) == [[], [0], [0, 1], [0, 1, 2]])
    #expect(sets(.prefixes(upTo: 1), 3) == [[], [0]])
    #expect(sets(.chain([2, 0]), 3) == [[], [2], [0, 2]])
    #expect(sets(.subsets(upTo: 2), 3) == [[], [0], [1], [2], [0, 1], [0, 2], [1, 2]])
    #expect(sets(.subsets(upTo: 9), 3)?.count == 8)
  }

  @Test func thereIsALimit() {
    #expect(sets(.subsets(upTo: 12), 12)?.count == 4096)
    // 1 + 11 + 55 + 165 + 330 + 462
    #expect(sets(.subsets(upTo: 5), 11)?.count == 1024)
    #expect(sets(.subsets(upTo: 13), 13) == nil && sets(.subsets(upTo: 30), 30) == nil)
  }

  @Test func depthsByHand() {
    #expect(PolicyReach.depth(modelCount: 12, within: 4096) == nil)
    // 1 + 13 + 78 + 286 + 715 + 1,287 + 1,716 sets of at most 6 of 13; all are 8,192.
    #expect(PolicyReach.depth(modelCount: 13, within: 4096) == 6)
    #expect(PolicyReach.depth(modelCount: 13, within: 4095) == 5)
    // 1 + 29 + 406 + 3,654, and 1 + 30 + 435 + 4,060.
    #expect(PolicyReach.depth(modelCount: 29, within: 4096) == 3)
    #expect(PolicyReach.depth(modelCount: 30, within: 4096) == 2)
  }

  @Test func ordersByHand() {
    #expect(PolicyReach.prefixes(upTo: 2).admits([0, 1]) && !PolicyReach.prefixes(upTo: 2).admits([1]))
    #expect(!PolicyReach.prefixes(upTo: 1).admits([0, 1]))
    #expect(PolicyReach.subsets(upTo: 2).admits([3, 1]) && !PolicyReach.subsets(upTo: 1).admits([3, 1]))
    #expect(PolicyReach.chain([2, 0]).admits([2]) && !PolicyReach.chain([2, 0]).admits([0, 2]))
  }
}
