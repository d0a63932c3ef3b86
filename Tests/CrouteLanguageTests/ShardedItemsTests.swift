import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct ShardedItemsTests {
  /// The experiment has 7 items: 2, 7, .. 32 models; the second of three shards has the second and the fifth.
  @Test func writesTheItemsOfAShard() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/2.jsonl"
    let text = try Interpreter().output("experiment runtime --to \(path) --shard 2/3 --small")
    #expect(text == "wrote 2 of 7 items to \(path)\n")
    let file = try ShardFile(String(contentsOfFile: path, encoding: .utf8), path: path)
    #expect(file.command == "experiment runtime --small" && file.itemCount == 7)
    #expect(file.items.map(\.place) == [1, 4] && file.items.map(\.key) == ["7", "22"])
    // Without answers greedy looks at each of the 7 models, and at most 3 of 7 are 7 + 21 + 35 sets.
    #expect(file.items[0].value.array?[2] == .number(7) && file.items[0].value.array?[6] == .number(63))
  }

  @Test func sourcesAreInTheDigest() throws {
    let folder = try TemporaryFolder()
    func digest(_ text: String, _ name: String, _ commands: String = "") throws -> String {
      let traces = try folder.write(text, to: name)
      let path = folder.path + "/\(UUID().uuidString).jsonl"
      try Interpreter().output(
        "load \(traces) --as t\n\(commands)\nexperiment runtime --small --shard 7/7 --to \(path)")
      return try ShardFile(String(contentsOfFile: path, encoding: .utf8), path: path).digest
    }
    let text = "query_id,model,quality,cost\nq,a,1,1\n"
    let first = try digest(text, "t.csv")
    #expect(try digest(text, "other.csv", "let a 1\nset width 50") == first)
    #expect(try digest(text + "r,a,1,1\n", "t.csv") != first)
    #expect(try digest(text, "t.csv", "set seed 1") != first)
  }

  @Test func theFileIsLookedAtBeforeAnythingIsComputed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("mine", to: "1.jsonl")
    // 97 models would take minutes.
    let error = #expect(throws: Diagnostic.self) {
      try Interpreter().output("experiment runtime --shard 1/2 --to \(path)")
    }
    #expect(error?.message == "\(path) exists")
    try Interpreter().output("experiment runtime --small --shard 7/7 --to \(path) --force")
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("{\"format\":\"croute-shard\""))
    let missing = #expect(throws: Diagnostic.self) {
      try Interpreter().output("experiment runtime --shard 1/2 --to \(folder.path)/no/1.jsonl")
    }
    #expect(missing?.message.contains("there is no such folder") == true)
  }

  /// What no merge could take is refused while nothing is computed and no file is written.
  @Test(arguments: [
    ("sweep mix --budgets 2 --bootstrap 5", "--bootstrap is '5', expected a whole number from 10"),
    ("sweep mix --budgets 2 --seed x", "--seed is 'x', expected a whole number from 0"),
    ("sweep mix --budgets 2 --as 'a b'", "--as is 'a b'"),
    ("compare --against nosuch", "unknown strategy 'nosuch' of the sweep"), ("compare --as 'a b'", "--as is 'a b'"),
    ("compare a b --bootstrap 10", "no shard holds b, since a run of a policy file is stored nowhere"),
  ])
  func whatMergeWouldRefuse(_ command: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output(
      """
      load sim:routerbench --queries 60
      fit quality constant
      run mix --budget 0.001 --as a
      policy a \(folder.path)/p.json
      run policy:\(folder.path)/p.json --as b
      sweep mix --budgets 2
      """)
    let path = folder.path + "/1.jsonl"
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("\(command) --shard 1/1 --to \(path)") }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [
    ("experiment runtime --shard 3/2 --to x", "--shard is '3/2', expected I/N"),
    ("experiment runtime --shard 1/2", "--shard needs --to FILE"),
    ("experiment runtime --to x", "--to and --force go with --shard I/N"),
    ("experiment runtime --small --force", "--to and --force go with --shard I/N"),
    ("advise --shard 1/2 --to x", "--shard deals the seeds of --again N"),
  ])
  func refusesWhatMeansNothing(_ command: String, _ words: String) {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }
}
