import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct MergeCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Computes the shards of a command, each in a session of its own, and returns their files from the last to the first.
  private func shards(_ count: Int, of command: String, after setup: String = "") throws -> [String] {
    try (1...count).map { number in
      let path = "\(folder.path)/\(number)-of-\(count).jsonl"
      try Interpreter().output("\(setup)\n\(command) --shard \(number)/\(count) --to \(path) --force")
      return path
    }.reversed()
  }

  private func merge(_ paths: [String]) -> String { "merge " + paths.joined(separator: " ") }

  /// 7 items: with 9 shards two have none.
  @Test(arguments: [1, 2, 3, 7, 9])
  func printsWhatOneRunPrints(_ count: Int) throws {
    let command = "experiment runtime --small"
    let paths = try shards(count, of: command)
    for setting in ["", "set format json", "set format csv", "set format markdown", "set width 50"] {
      #expect(
        try Interpreter().output("\(setting)\n\(merge(paths))") == Interpreter().output("\(setting)\n\(command)"))
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func printsWhatOneRunPrintsOfTheTracesInUse(_ count: Int) throws {
    let setup = "load sim:routerbench --queries 200\nset seed 3"
    let command = "experiment table1 --cell 3/low,5/high,3/medium --budgets 2 --bootstrap 10"
    let paths = try shards(count, of: command, after: setup)
    let one = Interpreter()
    try one.output(setup)
    #expect(try Interpreter().output(merge(paths)) == one.output(command))
  }

  @Test(arguments: [1, 2, 3, 7])
  func adviceUnderSeveralSeeds(_ count: Int) throws {
    let path = try folder.write(AdviceWorld.withoutSignals[0].csv, to: "t.csv")
    let command = "advise --folds 3 --repeats 1 --again 3 --seed 5"
    let paths = try shards(count, of: command, after: "load \(path)")
    let one = Interpreter()
    try one.output("load \(path)")
    let merging = Interpreter()
    let text = try merging.output(merge(paths))
    #expect(text == (try one.output(command)) && text.contains("the verdict under 4 seeds: "))
    // The result is that of the run, too.
    #expect(try merging.output("metrics") == one.output("metrics"))
  }

  /// 120 resamples are three items; areas, levels of which some are never reached, and means of runs; parts and folds.
  @Test(arguments: ["split --train 40% --tune 20%", "split --folds 3"], [1, 2, 4])
  func resamples(_ split: String, _ count: Int) throws {
    let setup = """
      load sim:cascade --queries 150
      \(split)
      fit quality logistic
      sweep mix routing threshold --budgets 2 --as s
      run index --budget 0.0001 --as a
      run routing --budget 0.0002 --as b
      sweep index --budgets 2
      """
    let one = Interpreter()
    try one.output(setup)
    for command in [
      "compare --bootstrap 120", "compare s _sweep --bootstrap 120 --seed 4", "compare a b --bootstrap 120",
      "compare s --at-quality best --at-cost 0.0002 --bootstrap 120",
    ] {
      let command = command + " --as c"
      let paths = try shards(count, of: command, after: setup)
      let merging = Interpreter()
      #expect(try merging.output(merge(paths)) == one.output(command))
      #expect(try merging.output("sql SELECT * FROM c;") == one.output("sql SELECT * FROM c;"))
    }
  }

  @Test func theSessionIsThatOfTheShards() throws {
    let paths = try shards(2, of: "experiment runtime --small --as r", after: "load sim:routerbench --queries 50")
    let interpreter = Interpreter()
    try interpreter.output("set seed 4\nload sim:cascade --queries 60")
    try interpreter.output(merge(paths))
    #expect(try interpreter.output("traces").contains("routerbench"))
    // 7 sizes in three variants, and slow for the first four of them.
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM r;").contains("25"))
    try interpreter.output("undo")
    #expect(try interpreter.output("traces").contains("cascade"))
    #expect(try interpreter.output("set").contains("4"))
    #expect(interpreter.services.supplied == nil)
  }

  private func refusal(_ command: String) throws -> String {
    let error = try #require(throws: Diagnostic.self) { try Interpreter().output(command) }
    return error.message
  }

  @Test func refusals() throws {
    let paths = try shards(3, of: "experiment runtime --small")
    #expect(try refusal(merge(Array(paths.dropFirst()))) == "1 shard is missing of 3: 3 (items 3, 6 of 7)")
    #expect(try refusal(merge(paths + [paths[0]])).hasSuffix("is shard 3 of 3, and so is \(paths[0])"))
    let other = try shards(3, of: "experiment runtime --small --seed 1")
    #expect(other == paths)
    let text = try String(contentsOfFile: paths[0], encoding: .utf8)
    // A file that was being copied when its process was killed.
    let cut = try folder.write(String(text.dropLast(10)), to: "cut.jsonl")
    #expect(try refusal(merge([cut] + paths.dropFirst())) == "\(cut): is cut short in line 3")
    #expect(try refusal(merge([folder.path + "/none"])).contains("No such file"))
  }

  /// The command of a file from elsewhere is one that has shards, and one only, even where its digest is right.
  @Test(arguments: ["quit", "experiment runtime --small\nwrite _ x.csv", "source /etc/passwd", "experiments", "", " "])
  func onlyCommandsWithShardsAreExecuted(_ command: String) throws {
    let path = try shards(1, of: "experiment runtime --small")[0]
    let own = try ShardFile(String(contentsOfFile: path, encoding: .utf8), path: path)
    let made = ShardFile(own.shard, of: command, in: own.session, keys: own.items.map(\.key), items: own.items)
    #expect(try refusal(merge([folder.write(made.text, to: "made.jsonl")])).contains("unknown command with shards"))
    let edited = own.text.replacing(
      "\"command\":\"experiment", with: "\"command\":\"\(command.replacing("\n", with: ";")) experiment")
    #expect(try refusal(merge([folder.write(edited, to: "edited.jsonl")])).contains("has been edited"))
  }

  /// Items of another command with the same digest, and values of another form.
  @Test func valuesThatDoNotFitAreRefused() throws {
    let path = try shards(1, of: "experiment runtime --small")[0]
    let own = try ShardFile(String(contentsOfFile: path, encoding: .utf8), path: path)
    func refusal(_ items: [ShardFile.Item]) throws -> String {
      let made = ShardFile(own.shard, of: own.command, in: own.session, keys: items.map(\.key), items: items)
      return try self.refusal(merge([folder.write(made.text, to: "made.jsonl")]))
    }
    #expect(try refusal([]) == "the shards have other items than 'experiment' has here")
    var items = own.items
    items[0].value = [1, 2]
    // Four variants, two numbers each.
    #expect(try refusal(items) == "value: found 2 elements, expected 8")
    items[0].value = "gain"
    #expect(try refusal(items).contains("expected a list"))
  }

  /// As the prompt hands it on: no shell has put the matches in its place.
  @Test func globsStandForTheirMatches() throws {
    let command = "experiment runtime --small"
    _ = try shards(3, of: command)
    #expect(try Interpreter().output("merge \(folder.path)/*-of-3.jsonl") == Interpreter().output(command))
    #expect(try refusal("merge \(folder.path)/*-of-4.jsonl").contains("no file matches this pattern"))
  }

  /// One run says nothing of a set that is not in use any more, and the merge of a shard says no more.
  @Test(arguments: ["", "use a\nfilter query_id != q1\nuse b", "load sim:agentic --queries 60 --seed 1 --as a"])
  func resultsOfOtherSets(_ change: String) throws {
    let setup = """
      load sim:agentic --queries 60 --as a
      sweep mix oracle --budgets 2 --as s
      load sim:agentic --queries 60 --as b
      \(change)
      """
    let paths = try shards(1, of: "compare s --bootstrap 20", after: setup)
    let one = Interpreter()
    try one.output(setup)
    let text = try one.output("compare s --bootstrap 20")
    #expect(try Interpreter().output(merge(paths)) == text && text.contains("is stale") == !change.isEmpty)
  }

  @Test func aTraceFileThatChangedIsRefused() throws {
    let traces = try folder.write("query_id,model,quality,cost\nq,a,1,1\n", to: "t.csv")
    let paths = try shards(1, of: "experiment runtime --small", after: "load \(traces)")
    try folder.write("query_id,model,quality,cost\nq,a,0,1\n", to: "t.csv")
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output(merge(paths)) }
    #expect(error?.message == "\(traces): has changed since the shards were computed" && error?.suggestion == nil)
  }
}
