import CommandLanguage
import Input
import Testing
import Workbench

@Suite struct ShardFileTests {
  private func file(place: String = "a.csv") throws -> ShardFile {
    ShardFile(
      try #require(Shard(1, of: 2)), of: "experiment runtime",
      in: ["traces": [["files": [["path": .string(place), "sha256": "00"]]]]], keys: ["a", "b", "c"],
      items: [
        .init(place: 0, key: "a", value: [0.1, -0.0]),
        .init(place: 2, key: "c", value: [.number(.leastNonzeroMagnitude), "nan"]),
      ])
  }

  /// The digest is what `sha256sum` says of {"command":"experiment runtime","items":["a","b","c"],"session":{"traces":
  /// [{"files":[{"sha256":"00"}]}]}} on one line; `items_sha256` is what it says of the other two lines with their ends.
  private let text = """
    {"format":"croute-shard","version":1,"croute":"0.1.0",\
    "digest":"963ea5220de3ad1a4580fc23492681f33ef75fc6dfcfe5345c6edc12ba315dff","shard":1,"of":2,"items":3,\
    "command":"experiment runtime",\
    "items_sha256":"8f44f17641227ef8a54045ed76da5cef30ad94283580419ce7ed9a3e1fdc8121",\
    "session":{"traces":[{"files":[{"path":"a.csv","sha256":"00"}]}]}}
    {"item":1,"key":"a","value":[0.1,-0.0]}
    {"item":3,"key":"c","value":[5e-324,"nan"]}

    """

  @Test func aLineOnAllAndALinePerItem() throws { #expect(try file().text == text) }

  @Test func readsWhatWasWritten() throws {
    let read = try ShardFile(text, path: "x")
    let items = try file().items
    #expect(read.text == text && read.path == "x" && read.items == items)
  }

  @Test func theDigestIsTheSameWhereverFilesAre() throws {
    #expect(try file(place: "/elsewhere/a.csv").digest == file().digest)
  }

  /// Every file that is cut anywhere is refused by its name.
  @Test func cutFilesAreRefused() {
    for length in 0..<text.utf8.count {
      let error = #expect(throws: CommandError.self) { try ShardFile(String(text.prefix(length)), path: "cut.jsonl") }
      #expect(error?.description.hasPrefix("cut.jsonl: ") == true)
    }
  }

  /// The last line has 43 characters and an end.
  @Test(arguments: [
    (1, "x: is cut short in line 3"), (43, "x: is cut short in line 3"), (45, "x: is cut short in line 2"),
    (44, "x: is cut short after line 2: it has 1 of the shard's 2 items"),
  ])
  func cutFilesAreRefusedByLine(_ missing: Int, _ words: String) {
    let error = #expect(throws: CommandError.self) { try ShardFile(String(text.dropLast(missing)), path: "x") }
    #expect(error?.description == words)
  }

  @Test(arguments: [
    ("croute-shard", "croute-state", "line 1: format: found 'croute-state', expected 'croute-shard'"),
    ("\"version\":1", "\"version\":2", "line 1: version: found 2, expected 1"),
    ("\"shard\":1", "\"shard\":3", "line 1: shard: found 3, expected a number from 1 to that of shards"),
    ("\"items\":3", "\"items\":1000001", "line 1: items: found 1000001"),
    ("\"items\":3", "\"items\":2", "line 3: item: found 3, expected no more items"),
    ("\"item\":3", "\"item\":2", "line 3: item: found 2, expected item 3"),
    ("\"key\":\"c\"", "\"kex\":\"c\"", "line 3: key: found nothing, expected a string"),
    ("[0.1", "[0.1]", "line 2, column 35"),
    ("\"items_sha256\"", "\"sha256\"", "line 1: items_sha256: found nothing, expected a string"),
    ("[0.1", "[0.2", "x: has been changed since it was written: the SHA-256 of its items differs"),
    ("-0.0", "0.0", "x: has been changed since it was written"),
    ("\"key\":\"a\"", "\"key\":\"b\"", "x: has been changed since it was written"),
  ])
  func whatIsNoShardIsRefused(_ old: String, _ new: String, _ words: String) {
    let changed = text.replacing(old, with: new)
    let error = #expect(throws: CommandError.self) { try ShardFile(changed, path: "x") }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
