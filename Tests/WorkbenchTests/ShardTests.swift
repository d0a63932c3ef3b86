import Testing
import Workbench

@Suite struct ShardTests {
  /// Nine items dealt to seven, and two to three, by hand.
  @Test(arguments: [
    ("1/1", 3, [0, 1, 2]), ("1/7", 9, [0, 7]), ("2/7", 9, [1, 8]), ("7/7", 9, [6]), ("3/3", 2, []), ("1/2", 0, []),
  ])
  func itemsAreDealtInTurn(_ text: String, _ count: Int, _ places: [Int]) throws {
    #expect(try #require(Shard(text)).places(among: count) == places)
  }

  @Test(arguments: ["", "1", "0/3", "4/3", "1/0", "-1/3", "+1/3", "1/3/3", "1 /3", "a/b", "1/", "/3", "1/100001"])
  func whatIsNoShard(_ text: String) { #expect(Shard(text) == nil) }
}
