import CommandLanguage
import CrouteLanguage
import Input
import SessionTestSupport
import TestSupport
import Testing

@Suite struct MeasureCommandTests {
  private let folder: TemporaryFolder
  private let traces: String

  /// 90 queries of two models, one of which is right on every third query for a cost of 1 and the other always, for 5; what
  /// the queries show (x_hard) tells them apart, and of the last ten there is no outcome of the dear one.
  init() throws {
    folder = try TemporaryFolder()
    var lines = ["query_id,model,quality,cost,x_hard"]
    for query in 0..<100 {
      let isEasy = query % 3 == 0
      lines.append("q\(query),small,\(isEasy ? 1 : 0),1,\(isEasy ? 0 : 1)")
      if query < 90 { lines.append("q\(query),large,1,5,\(isEasy ? 0 : 1)") }
    }
    traces = try folder.write(lines.joined(separator: "\n") + "\n", to: "t.csv")
  }

  private func policy(_ strategy: String, _ name: String) throws -> String {
    let path = "\(folder.path)/\(name).json"
    try Interpreter().output(
      "load \(traces)\nsplit --train 40% --tune 30%\nfit quality logistic\nrun \(strategy)\npolicy _ \(path)")
    return path
  }

  private func figures(_ command: String) throws -> JSONNode {
    let interpreter = Interpreter()
    try interpreter.output("set format json")
    return JSONNode(try JSONParser.parse(try interpreter.output(command), path: "out"))
  }

  /// By hand: of the 90 queries with all outcomes the small model solves 30, and the large one all; a router that knows which
  /// spends 30 x 1 + 60 x 5.
  @Test(arguments: ["", "--chunks 1", "--chunks 4", "--chunks 1-4/4"])
  func everyQueryCounts(_ chunks: String) throws {
    let small = try figures("measure \(policy("single:small", "s")) \(traces) \(chunks)")
    #expect(try small["queries"].integer() == 90 && small["left_out"].integer() == 10)
    #expect(abs(try small["quality"].number() - 1.0 / 3) < 1e-12)
    #expect(try small["cost"].number() == 1 && small["ran"]["large"].number() == 0)
    let routed = try figures("measure \(policy("routing --lambda 0.1", "r")) \(traces) \(chunks)")
    #expect(abs(try routed["quality"].number() - 1) < 1e-12)
    #expect(abs(try routed["cost"].number() - 330.0 / 90) < 1e-12)
    #expect(try routed["answered"]["large"].number() == 60 && routed["depth"].number() == 1)
  }

  /// Chunks that are left out are those that the policy was tuned on.
  @Test func someChunksOnly() throws {
    let path = try policy("single:large", "l")
    let all = try figures("measure \(path) \(traces) --chunks 3")["queries"].integer()
    let rest = try figures("measure \(path) \(traces) --chunks 2-3/3")["queries"].integer()
    let first = try figures("measure \(path) \(traces) --chunks 1/3")["queries"].integer()
    let condition = try figures("measure \(path) \(traces) --where 'query_id in 1/3'")["queries"].integer()
    #expect(all == 90 && rest + first == 90 && first > 15 && condition == first)
    let both = try figures("measure \(path) \(traces) --where 'x_hard = 1' --chunks 2")["queries"].integer()
    #expect(both == 60)
  }

  /// Where the file calls the queries otherwise, --by says how: x_hard has two values, so a chunk holds the easy queries, the hard ones, both or none.
  @Test func anotherColumnNamesTheQueries() throws {
    let path = try policy("single:large", "l")
    let counts = try (1...8).map { number -> Int in
      let error = "there is no row of chunk \(number) of 8 to measure on; take fewer chunks"
      do {
        return try figures("measure \(path) \(traces) --chunks \(number)/8 --by x_hard")["queries"].integer()
      } catch let diagnostic as Diagnostic where diagnostic.message.contains(error) { return 0 }
    }
    #expect(counts.reduce(0, +) == 90 && counts.filter { $0 > 0 }.allSatisfy { [30, 60, 90].contains($0) })
  }

  /// Three queries in 64 chunks: most chunks have none, and count nothing. Of `b` there is no outcome of the dear model, whether or
  /// not another query of its chunk has one.
  @Test(arguments: [1, 2, 64]) func emptyChunksCountNothing(_ count: Int) throws {
    let path = try policy("single:large", "l")
    let few = try folder.write(
      "query_id,model,quality,cost\na,small,0,1\na,large,1,5\nb,small,1,1\nc,small,0,1\nc,large,0,7\n", to: "f.csv")
    let found = try figures("measure \(path) \(few) --chunks \(count)")
    #expect(try found["queries"].integer() == 2 && found["left_out"].integer() == 1)
    #expect(try found["quality"].number() == 0.5 && found["cost"].number() == 6)
  }

  /// What no chunk has is an error in the end.
  @Test(arguments: ["", "--chunks 4"]) func aModelWithoutOutcomes(_ chunks: String) throws {
    let path = try policy("single:large", "l")
    let few = try folder.write(
      "query_id,model,quality,cost\n" + (0..<40).map { "q\($0),small,0,1\n" }.joined(), to: "f.csv")
    let error = try #require(throws: Diagnostic.self) {
      try Interpreter().output("measure \(path) \(few) \(chunks)")
    }
    #expect(
      error.message.contains(
        chunks.isEmpty
          ? "unknown model 'large'" : "no query has an outcome of every model of the policy: small, large"),
      "\(error.message)")
  }

  /// Five chunks, dealt to fewer and to more processes.
  @Test(arguments: [1, 2, 5, 6], ["text", "json", "csv"])
  func shardsPrintWhatOneRunPrints(_ count: Int, _ format: String) throws {
    let command = "measure \(try policy("index --budget 2", "i")) \(traces) --chunks 5 --as m"
    let paths = try (1...count).map { number in
      let path = "\(folder.path)/\(number).jsonl"
      try Interpreter().output(
        "load sim:cascade --queries 50\n\(command) --shard \(number)/\(count) --to \(path) --force")
      return path
    }
    let (one, merging) = (Interpreter(), Interpreter())
    for interpreter in [one, merging] { try interpreter.output("set format \(format)") }
    // Merging reads neither the traces nor the policy.
    let whole = try one.output(command)
    #expect(try merging.output("merge \(paths.reversed().joined(separator: " "))") == whole)
    #expect(try merging.output("sql SELECT * FROM m;") == one.output("sql SELECT * FROM m;"))
  }

  /// Shards of other traces, or of another policy, do not go together.
  @Test func filesAreToldApart() throws {
    let command = "measure \(try policy("single:small", "s")) \(traces) --chunks 2"
    try Interpreter().output("\(command) --shard 1/2 --to \(folder.path)/1.jsonl")
    _ = try folder.write(
      "query_id,model,quality,cost\nq1,small,1,1\nq1,large,1,1\nq2,small,1,1\nq2,large,1,1\nq3,small,1,1\nq3,large,1,1\n",
      to: "t.csv")
    try Interpreter().output("\(command) --shard 2/2 --to \(folder.path)/2.jsonl")
    let error = try #require(throws: Diagnostic.self) {
      try Interpreter().output("merge \(folder.path)/1.jsonl \(folder.path)/2.jsonl")
    }
    #expect(error.message.contains("is of other traces or settings"))
  }

  @Test(arguments: [
    ("--chunks 0", "--chunks is '0', expected N or I-J/N"), ("--chunks 3-2/4", "--chunks is '3-2/4'"),
    ("--chunks 1-5/4", "--chunks is '1-5/4'"),
    ("--chunks 2 --by 'a b'", "no column 'a b' holds these"), ("--where 'x_hard = 7'", "no row meets"),
    ("--where 'model = small'", "unknown model 'large'"),
    ("--cost tokens", "tokens"),
  ])
  func refusals(_ options: String, _ expected: String) throws {
    let path = try policy("single:large", "l")
    let error = try #require(throws: Diagnostic.self) {
      try Interpreter().output("measure \(path) \(traces) \(options)")
    }
    #expect(error.message.contains(expected), "\(error.message)")
  }

  /// What is proposed is what was typed, with what was missing.
  @Test func whatIsProposedWorks() throws {
    let path = try policy("single:large", "l")
    let other = try folder.write(
      "qid,model,quality,cost\n" + (0..<20).map { "q\($0),small,0,1\nq\($0),large,1,5\n" }.joined(), to: "o.csv")
    let command = "measure \(path) \(other) --chunks 2"
    let error = try #require(throws: Diagnostic.self) { try Interpreter().output(command) }
    let advice = try #require(error.suggestion)
    #expect(advice == "try: measure \(path) \(other) --map query_id=qid --chunks 2")
    #expect(try figures(String(advice.dropFirst(5)))["queries"].integer() == 20)
  }

  /// Columns of RouterBench: `sample_id` names the queries, also where it is not said.
  @Test func theColumnOfQueriesIsFound() throws {
    let path = try policy("single:large", "l")
    let other = try folder.write(
      ",sample_id,prompt,eval_name,small,large,small|total_cost,large|total_cost\n"
        + (0..<20).map { "\($0),q\($0),p,e,0,1,1,5\n" }.joined(), to: "o.csv")
    for by in ["", "--by sample_id"] {
      #expect(try figures("measure \(path) \(other) --chunks 2 \(by)")["queries"].integer() == 20)
    }
    let error = try #require(throws: Diagnostic.self) {
      try Interpreter().output("measure \(path) \(other) --chunks 2 --by nowhere")
    }
    #expect(error.message.hasSuffix("likely: --by sample_id, or --by prompt"), "\(error.message)")
  }

  /// A log has no query with all outcomes: where a policy runs one model, `run` estimates what it is worth.
  @Test func logsAreEstimated() throws {
    let log = try folder.write(
      "query_id,model,quality,cost,x_hard\n"
        + (0..<60).map { "q\($0),\($0 % 2 == 0 ? "small,0,1" : "large,1,5"),\($0 % 3)\n" }.joined(), to: "log.csv")
    let routing = try policy("routing --lambda 0.1", "r")
    for chunks in ["", "--chunks 2"] {
      let error = try #require(throws: Diagnostic.self) {
        try Interpreter().output("measure \(routing) \(log) \(chunks)")
      }
      #expect(error.message.contains("of most queries this log has that of one"), "\(error.message)")
      #expect(error.suggestion == "try: run policy:\(routing)")
    }
    #expect(try Interpreter().output("load \(log)\nrun policy:\(routing)").contains("doubly robust"))
    let cascade = try policy("cascade --lambda 0.1", "c")
    let error = try #require(throws: Diagnostic.self) { try Interpreter().output("measure \(cascade) \(log)") }
    #expect(error.message.hasSuffix("record those of all models on some hundred queries") && error.suggestion == nil)
  }

  @Test func simulationsAreRun() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Interpreter().output("measure \(try policy("single:small", "s")) sim:cascade")
    }
    #expect(error.message.contains("run policy:FILE"))
  }
}
