import CommandLanguage
import Input
import TestSupport
import Testing
import Workbench

@Suite struct ShardSetTests {
  /// Shard `number` of three of five items, as read from the file of that name.
  private func file(
    _ number: Int, of count: Int = 3, command: String = "experiment runtime", seed: Int = 0, path: String? = nil,
    changing change: (old: String, new: String) = ("", "")
  ) throws -> ShardFile {
    let shard = try #require(Shard(number, of: count))
    let keys = ["a", "b", "c", "d", "e"]
    let items = shard.places(among: 5).map { ShardFile.Item(place: $0, key: keys[$0], value: .integer($0)) }
    let file = ShardFile(shard, of: command, in: ["seed": .integer(seed)], keys: keys, items: items)
    let text = change.old.isEmpty ? file.text : file.text.replacing(change.old, with: change.new)
    return try ShardFile(text, path: path ?? "\(number).jsonl")
  }

  @Test func itemsComeInOrderWhateverTheOrderOfFiles() throws {
    let set = try ShardSet([file(3), file(1), file(2)])
    #expect(set.items.map(\.key) == ["a", "b", "c", "d", "e"])
    #expect(set.items.map(\.value) == [0, 1, 2, 3, 4])
    #expect(set.first.path == "1.jsonl")
  }

  private func refusal(_ files: [ShardFile]) -> String {
    thrown { () throws(CommandError) in try ShardSet(files) }?.description ?? "none"
  }

  @Test func gapsAreNamed() throws {
    #expect(try refusal([file(1), file(3)]) == "1 shard is missing of 3: 2 (items 2, 5 of 5)")
    #expect(try refusal([file(3)]) == "2 shards are missing of 3: 1, 2 (items 1, 2, 4, 5 of 5)")
    // Shards 6 and 7 of seven have no items: whether they are there or not, all is there.
    #expect(try ShardSet((1...5).map { try file($0, of: 7) }).items.count == 5)
    #expect(try refusal((1...4).map { try file($0, of: 7) }) == "1 shard is missing of 7: 5 (item 5 of 5)")
    #expect(refusal([]) == "there are no shards")
  }

  @Test func doublesAreNamed() throws {
    #expect(
      try refusal([file(1), file(2), file(2, path: "also.jsonl"), file(3)])
        == "also.jsonl: is shard 2 of 3, and so is 2.jsonl")
  }

  @Test func whatDoesNotGoTogetherIsNamed() throws {
    #expect(
      try refusal([file(1), file(2, changing: ("\"croute\":\"0.1.0\"", "\"croute\":\"0.0.9\"")), file(3)])
        == "2.jsonl: was computed by croute 0.0.9, and this is 0.1.0")
    #expect(
      try refusal([file(1), file(2), file(3, seed: 1)]).hasPrefix("3.jsonl: is of other traces or settings than 1"))
    #expect(
      try refusal([file(1), file(2, command: "experiment runtime --small"), file(3)])
        == "2.jsonl: is of 'experiment runtime --small', and 1.jsonl is of 'experiment runtime'")
    #expect(try refusal([file(1), file(2, of: 4)]) == "2.jsonl: is one of 4 shards, and 1.jsonl is one of 3")
  }

  /// Whoever edits the session of all files alike is found out, too.
  @Test func whatWasEditedIsRefused() throws {
    let files = try (1...3).map { try file($0, changing: ("\"seed\":0", "\"seed\":2")) }
    #expect(refusal(files).hasPrefix("1.jsonl: has been edited"))
  }
}
