import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Files that do not load as they are: what is said of each, and whether the command that is proposed makes it load.
@Suite struct WrongFilesTests {
  /// A file, a part of what is said of it, and a part of the command that is proposed; `nil` where none is.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let says: String
    let proposes: String?

    init(_ name: String, _ text: String, says: String, proposes: String? = nil) {
      self.init(name, bytes: Array(text.utf8), says: says, proposes: proposes)
    }

    init(_ name: String, bytes: [UInt8], says: String, proposes: String? = nil) {
      (self.name, self.bytes, self.says, self.proposes) = (name, bytes, says, proposes)
    }

    var testDescription: String { name + ": " + String(decoding: bytes.prefix(50), as: UTF8.self) }
  }

  private static let header = "query_id,model,quality,cost\n"

  static let all: [Wrong] =
    names + nested + unnumbers + scales + numbers + shapes + json + layouts + encodings + repeats

  /// Columns under other names: the proposed `--map` and `--with` name them.
  private static let names: [Wrong] = [
    Wrong(
      "a.csv", "id,llm,score,price\n1,a,1,2\n",
      says: "it has id (1), llm (a), score (1), price (2); 1 row was looked at",
      proposes: "--map cost=price,model=llm,quality=score,query_id=id"),
    Wrong(
      "b.csv", "question_id,model_name,correct,cost_usd\n1,a,1,2\n", says: "nearest format: tidy, which needs query_id",
      proposes: "quality=correct"),
    Wrong(
      "c.csv", "query_id,model,score,cost\n1,a,1,2\n", says: "no column 'quality'", proposes: "--map quality=score"),
    Wrong(
      "d.csv", "query_id,engine,quality,cost\n1,a,1,2\n", says: "no column 'model'", proposes: "--map model=engine"),
    Wrong("e.csv", "query_id,quality,cost\n1,1,2\n2,0,2\n", says: "no column 'model'", proposes: "--with model=e"),
    Wrong("f.csv", "qid,model,quality,cost\n1,a,1,2\n", says: "no column 'query_id'", proposes: "--map query_id=qid"),
    Wrong(
      "g.csv", "prompt,model,quality,cost\nWhy?,a,1,2\n", says: "no column 'query_id'",
      proposes: "--map query_id=prompt"),
    Wrong("h.csv", "Query ID,Model,Score,Cost\n1,a,1,2\n", says: "is in no known format", proposes: "quality=Score"),
    Wrong("i.csv", "id,model,acc,cost\n1,a,yes,2\n", says: "has no column 'query_id'", proposes: "quality=acc"),
    Wrong(
      "j.csv", "instance_id,agent,resolved,cost\n1,a,true,2\n", says: "is in no known format",
      proposes: "quality=resolved"),
    Wrong("k.csv", "id,model,reward,spend\n1,a,0.5,2\n", says: "is in no known format", proposes: "cost=spend"),
    Wrong("l.csv", "idx;llm;grade;usd\n1;a;0,5;2\n", says: "is in no known format", proposes: "cost=usd"),
    Wrong("m.csv", "id\tllm\tpassed\n1\ta\tpass\n", says: "id (1), llm (a), passed (pass)", proposes: "quality=passed"),
    Wrong("n.csv", "model,quality,cost\na,1,2\n", says: "no column 'query_id'"),
    Wrong("o.csv", "name,age\nx,3\n", says: "it has name (x), age (3)"),
    Wrong("p.csv", "x\n1\n", says: "is in no known format"),
    Wrong("q.csv", "just some words\n", says: "is in no known format"),
    Wrong(
      "s.csv", "id,model,quality,prompt_tokens,completion_tokens\n1,a,1,100,20\n", says: "has no column 'query_id'",
      proposes: "--map query_id=id,tokens_in=prompt_tokens,tokens_out=completion_tokens"),
    Wrong("r.csv", "query_id,model,verdict,cost\n1,a,1,2\n", says: "which needs quality"),
  ]

  /// Names inside of others, and tables and lists of one row per query.
  private static let nested: [Wrong] = [
    Wrong(
      "a.jsonl", #"{"id": 1, "llm": {"name": "gpt"}, "score": 1}"#, says: "is in no known format",
      proposes: "model=llm.name"),
    Wrong(
      "i.jsonl", #"{"query_id": 1, "model": {"name": "gpt", "size": 7}, "quality": 1, "cost": 2}"#,
      says: "has no column 'model'", proposes: "model=model.name"),
    Wrong(
      "b.json", #"[{"id": 1, "llm": {"name": "gpt"}, "score": 1, "usd": 2}]"#, says: "is in no known format",
      proposes: "model=llm.name"),
    Wrong(
      "c.jsonl", #"{"id": 1, "responses": {"gpt": {"grade": 1}, "opus": {"grade": 0}}}"#, says: "is in no known format",
      proposes: "quality=responses.*.grade"),
    Wrong(
      "d.jsonl", #"{"testIdx": 3, "provider": {"id": "gpt"}, "passed": true}"#, says: "is in no known format",
      proposes: "model=provider.id"),
    Wrong(
      "e.csv", "id,model,\"acc,none\",cost\n1,a,1,2\n", says: "has no column 'query_id'",
      proposes: #"quality="acc,none""#),
    Wrong("f.csv", "id,a,b\n1,1.02,1\n2,1.01,0\n", says: "a (1.02), b (1)", proposes: "--clip"),
    Wrong("g.json", #"[{"id": 1, "a": 90, "b": 100}, {"id": 2, "a": 0, "b": 55}]"#, says: "a (90)", proposes: "0..100"),
    Wrong("h.csv", "id,correct,cost\n1,1,2\n1,0,2\n", says: "is in no known format"),
  ]

  /// Numbers that JSON does not have, in the first record as in others, and numbers of two kinds.
  private static let unnumbers: [Wrong] = [
    Wrong(
      "a.jsonl", #"{"quality": NaN, "query_id": 1, "model": "a", "cost": 1}"#,
      says: "a.jsonl:1:13: found NaN, expected a value; JSON has no NaN"),
    Wrong(
      "b.json", #"[{"score": -Infinity, "id": 1, "llm": "a"}]"#, says: "b.json:1:12: found -Infinity, expected a value"),
    Wrong(
      "c.jsonl", #"{"query_id": 1, "model": "a", "quality": 1, "cost": Infinity}"#,
      says: "found Infinity, expected a value"),
    Wrong(
      "d.csv", "query_id;model;quality;cost\nq;a;0,5;0.1\n",
      says: "d.csv:2:5: found 0,5, expected a number in column quality"),
    Wrong(
      "e.csv", "query_id;model;quality;cost\nq;a;0,5;1.234\n", says: "write all with a point and without marks"),
  ]

  /// Scores on other scales.
  private static let scales: [Wrong] = [
    Wrong(
      "a.csv", header + "q1,a,50,1\nq1,b,100,1\nq2,a,0.4,1\nq2,b,3,1\n",
      says: "quality is 50, expected a number from 0 to 1",
      proposes: "--scale 0..100"),
    Wrong("b.csv", header + "q1,a,7,1\n", says: "quality is 7", proposes: "--scale 0..10"),
    Wrong("c.csv", header + "q1,a,7,1\nq2,a,85,1\n", says: "quality is 7", proposes: "--scale 0..100"),
    Wrong("d.csv", header + "q1,a,1.01,1\n", says: "quality is 1.01", proposes: "--clip"),
    Wrong("e.csv", header + "q1,a,-0.002,1\n", says: "quality is -0.002", proposes: "--clip"),
    Wrong("f.csv", header + "q1,a,-1,1\nq2,a,1,1\n", says: "quality is -1", proposes: "--scale -1..1"),
    Wrong("g.csv", header + "q1,a,-40,1\nq2,a,10,1\n", says: "quality is -40", proposes: "--scale -100..100"),
    Wrong("h.csv", header + "q1,a,850,1\n", says: "quality is 850", proposes: "--scale 0..1000"),
    Wrong("i.csv", header + "q1,a,85000,1\n", says: "quality is 85000"),
    Wrong("p.csv", header + "q1,a,4,1\nq1,b,5,1\nq2,a,1,1\n", says: "quality is 4", proposes: "--scale 1..5"),
    Wrong("q.csv", header + "q1,a,4,1\nq1,b,0,1\n", says: "quality is 4", proposes: "--scale 0..10"),
    Wrong("r.csv", header + "q1,a,4,1\nq1,b,4.5,1\n", says: "quality is 4", proposes: "--scale 0..10"),
    Wrong("m.csv", header + "q1,a,100.5,1\nq2,a,30,1\n", says: "quality is 100.5", proposes: "--scale 0..100 --clip"),
    Wrong("n.csv", header + "q1,a,10.2,1\nq2,a,-0.1,1\n", says: "quality is 10.2", proposes: "--scale 0..10 --clip"),
    Wrong("o.csv", header + "q1,a,120,1\nq2,a,30,1\n", says: "quality is 120", proposes: "--scale 0..1000"),
    Wrong("j.csv", "id,llm,score,price\n1,a,50,2\n", says: "is in no known format", proposes: "--scale 0..100"),
    Wrong(
      "k.json", #"[{"llm_name_list":["a"],"perf_list":[90],"cost_list":[1]}]"#, says: "perf_list is 90",
      proposes: "--scale 0..100"),
    Wrong(
      "l.jsonl", #"{"query_id":"q","model":"m","quality":4,"cost":1}"#, says: "quality is 4", proposes: "--scale 0..10"),
  ]

  /// Numbers that are none, or cannot be.
  private static let numbers: [Wrong] = [
    Wrong("a.csv", header + "q1,a,1,1\nq2,a,NaN,1\n", says: ":3: quality is NaN"),
    Wrong("b.csv", header + "q1,a,inf,1\n", says: ":2: quality is inf"),
    Wrong("c.csv", header + "q1,a,1,inf\n", says: "cost is inf, expected a number from 0 to 1e100"),
    Wrong("d.csv", header + "q1,a,1,-0.1\n", says: "cost is -0.1"),
    Wrong("k.csv", header + "q1,a,nan,1\n", says: "a number that is missing is an empty field, or NA"),
    Wrong("l.csv", header + "q1,a,-,1\n", says: "a number that is missing is an empty field, or NA"),
    Wrong("e.csv", header + "q1,a,good,1\n", says: "found good, expected a number in column quality"),
    Wrong("f.csv", header + "q1,a,1,free\n", says: "found free, expected a number in column cost"),
    Wrong("g.csv", header + "q1,a,0x10,1\n", says: "found 0x10"),
    Wrong("h.csv", header + "q1,a,\"1,234\",1\n", says: "found 1,234"),
    Wrong("i.csv", header + "q1,a,$1,1\n", says: "found $1"),
    Wrong("j.csv", header + "q1,a,1,1 USD\n", says: "found 1 USD"),
  ]

  /// Text that is no table.
  private static let shapes: [Wrong] = [
    Wrong("a.csv", header + "q1,a,1\n", says: ":2:"),
    Wrong("b.csv", header + "q1,a,1,1,1\n", says: ":2:"),
    Wrong("c.csv", header + "q1,\"a,1,1\n", says: "a quoted field that never ends"),
    Wrong("d.csv", header + "q1,a\"b,1,1\n", says: "quotes around a whole field"),
    Wrong("e.csv", "query_id,model,quality,quality,cost\n", says: "a second column quality"),
    Wrong("f.csv", header + ",a,1,1\n", says: "found no query_id"),
    Wrong("g.csv", header + "q1,,1,1\n", says: "found no model"),
    Wrong("h.csv", header, says: "holds no traces"),
    Wrong("i.csv", "", says: "holds no traces"),
    Wrong("j.csv", "\n \n", says: "holds no traces"),
    Wrong("k.csv", bytes: Array(header.utf8) + Array("q1,a,1,1\n".utf8) + [0], says: "zero byte"),
    Wrong("l.gz", "not compressed", says: "not in gzip format"),
  ]

  /// JSON that is cut, or holds something else.
  private static let json: [Wrong] = [
    Wrong("a.json", #"{"llm": "a", "n": 1}"#, says: "llm (a), n (1)"),
    Wrong("b.json", "[1, 2, 3]", says: "its JSON holds no records"),
    Wrong("c.json", "\"text\"", says: "is in no known format"),
    Wrong("d.jsonl", #"{"query_id":"q","model":"m","quality":1,"cost":1"#, says: "found the end of the file"),
    Wrong("e.jsonl", "{\"query_id\":\"q\",\"model\":\"m\",\"quality\":1,\"cost\":1}\n[1]\n", says: ":2:1: found ["),
    Wrong("f.jsonl", #"{"query_id":"q","model":"m","quality":"high","cost":1}"#, says: "found high"),
    Wrong(
      "g.jsonl", #"{"id":"q","llm":"m","score":1,"price":1}"#, says: "id (q), llm (m), score (1), price (1)",
      proposes: "quality=score"),
    Wrong(
      "h.json", #"[{"id":"q","info":{"llm":"m"},"eval":{"score":1},"cost":1}]"#, says: "is in no known format",
      proposes: "model=info.llm"),
    Wrong(
      "i.json", #"[{"llm_name_list":["a"],"perf_list":[1,0],"cost_list":[1]}]"#,
      says: "perf_list of length 2, expected length 1"),
    Wrong("j.json", #"[{"llm_name_list":["a"],"cost_list":[1]}]"#, says: "a query without perf_list"),
    Wrong("k.json", #"[{"llm_name_list":"a","perf_list":[1],"cost_list":[1]}]"#, says: "expected a list"),
  ]

  /// Records inside of others, and tables of one row per query.
  private static let layouts: [Wrong] = [
    Wrong(
      "a.jsonl", #"{"question_id":"q","model":"m","score":8,"usage":{"cost_usd":0.1,"prompt_tokens":3}}"#,
      says: "it has question_id (q), model (m), score (8)", proposes: "cost=usage.cost_usd"),
    Wrong(
      "b.json", #"{"when":"today","data":[{"id":1,"llm":"a","score":1,"price":2}]}"#, says: "is in no known format",
      proposes: "quality=score"),
    Wrong(
      "c.csv", "question,gpt,claude\nWhy?,1,0\nHow?,0,0.5\n", says: "question (Why?), gpt (1), claude (0)",
      proposes: "--map query_id=question"),
    Wrong("d.csv", "id,kind,gpt,claude\n1,math,100,90\n2,math,0,55\n", says: "gpt (100)", proposes: "--scale 0..100"),
    Wrong("e.csv", "id,gpt,claude\n1,10,9\n2,0,5\n", says: "gpt (10)", proposes: "--scale 0..10"),
  ]

  /// Text that is not UTF-8.
  private static let encodings: [Wrong] = [
    Wrong(
      "a.csv", bytes: Array((header + "q1,mod").utf8) + [0xE8] + Array("le,1,1\n".utf8),
      says: ":2:7: found the byte 0xE8, which is not UTF-8", proposes: "--encoding latin1"),
    Wrong(
      "b.csv", bytes: Array("query_id,model,score,cost\nq1,mod".utf8) + [0xE8] + Array("le,50,1\n".utf8),
      says: "which is not UTF-8", proposes: "--scale 0..100 --encoding latin1"),
    Wrong("c.csv", bytes: [0xFF, 0xFE] + header.utf8.flatMap { [$0, 0] }, says: "is UTF-16 text"),
  ]

  /// Several outcomes of one query and model.
  private static let repeats: [Wrong] = [
    Wrong(
      "a.csv", header + "q1,a,1,1\nq1,a,0,1\n", says: ":3: model 'a' already has an outcome for query 'q1'",
      proposes: "--repeats mean"),
    Wrong(
      "d.json", #"[{"query_id":1,"model":2,"quality":1,"cost":1},{"query_id":1,"model":2,"quality":0,"cost":1}]"#,
      says: "model '2' already has an outcome for query '1'", proposes: "--repeats mean"),
    Wrong(
      "b.csv", "id,llm,score,price\nq1,a,1,1\nq1,a,0,1\n", says: "is in no known format", proposes: "--repeats mean"),
    Wrong(
      "c.jsonl",
      "{\"query_id\":1,\"model\":2,\"quality\":1,\"cost\":1}\n{\"query_id\":1,\"model\":2,\"quality\":1,\"cost\":1}",
      says: "already has an outcome", proposes: "--repeats mean"),
  ]

  @Test func thereAreSixtyOfThem() { #expect(Self.all.count >= 60) }

  @Test(arguments: all) func isSaidAndLeadsOn(wrong: Wrong) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(wrong.bytes), to: wrong.name)
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(path)")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains(wrong.says), "\(error.message)")
      let proposed = error.suggestion.flatMap { $0.hasPrefix("try: ") ? String($0.dropFirst(5)) : nil }
      guard let part = wrong.proposes else {
        #expect(proposed == nil, "\(error.suggestion ?? "")")
        return
      }
      let command = try #require(proposed, "\(error.suggestion ?? "nothing proposed")")
      #expect(command.contains(part), "\(command)")
      #expect(try interpreter.output(command).contains("loaded"))
    }
  }

  /// A folder of one file a model, whose columns have other names.
  @Test func aFolderIsAnsweredByWhatIsInIt() throws {
    let folder = try TemporaryFolder()
    for model in ["small", "large"] {
      _ = try folder.write("id,correct,usd\n1,yes,0.1\n2,no,0.1\n", to: "\(model).csv")
    }
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(folder.path)")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains("its file large.csv has id (1), correct (yes), usd (0.1)"), "\(error.message)")
      let command = try #require(error.suggestion)
      #expect(command.contains("--map cost=usd,quality=correct,query_id=id"), "\(command)")
      let text = try interpreter.output(String(command.dropFirst(5)) + "\nset format csv\nsql SELECT model FROM models")
      #expect(text.contains("loaded 2 queries x 2 models") && text.hasSuffix("model\nlarge\nsmall\n"), "\(text)")
    }
  }

  /// Of two scorers it is said which one counts, and what takes the other.
  @Test func whatWasGuessedIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      #"{"eval":{"model":"m","task":"t"},"samples":[{"id":1,"scores":{"match":{"value":"C"},"judge":{"value":0.25}}}]}"#,
      to: "log.json")
    let text = try Interpreter().output("load \(path)").replacing("\n      ", with: " ")
    #expect(
      text.contains("note: the score is that of match; --map quality=scores.judge.value takes that of judge\n"),
      "\(text)")
    let other = try Interpreter().output("load \(path) --map quality=scores.judge.value\ndescribe")
    #expect(other.contains("m        0.2500") && !other.contains("the score is that of"), "\(other)")
  }

  /// The rows of a database are described like those of a table, and what is proposed keeps what was asked for.
  @Test func databasesAreAnsweredByTheirColumns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/runs.db"
    shell(
      "python3 -c 'import sqlite3; d = sqlite3.connect(\"\(path)\"); d.execute(\"CREATE TABLE a(ticket, llm, grade, usd)\"); "
        + "d.execute(\"INSERT INTO a VALUES (7, 8, 1, 0.5)\"); d.execute(\"CREATE TABLE b(x)\"); d.commit()'")
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(path)")
      Issue.record("it loads")
    } catch {
      #expect(
        error.message.contains("choose its rows with --table NAME or --sql QUERY; it has a, b"), "\(error.message)")
      #expect(error.suggestion?.contains("--table a") == true, "\(error.suggestion ?? "")")
    }
    do {
      try interpreter.output("load \(path) --table a")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains("it has ticket (7), llm (8), grade (1), usd (0.5)"), "\(error.message)")
      let command = try #require(error.suggestion)
      #expect(command.contains("--map cost=usd,model=llm,quality=grade,query_id=ticket --table a"), "\(command)")
      #expect(try interpreter.output(String(command.dropFirst(5))).contains("loaded 1 query x 1 model"))
    }
  }

  /// What is said of prices and joined files does not speak of scores.
  @Test func hintsAreAboutWhatFailed() throws {
    let folder = try TemporaryFolder()
    let calls = try folder.write(
      "request_id,model,spend,prompt_tokens,completion_tokens\nr1,a,0.1,1,2\n", to: "calls.csv")
    let prices = try folder.write("model,input,output\na,-1,2\n", to: "prices.csv")
    let scores = try folder.write("rid,grade\nr1,1\n", to: "scores.csv")
    let others = try folder.write("request_id,grade\nr9,1\n", to: "others.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(calls)")
    for (command, says) in [
      ("reprice --prices \(prices)", "input is -1, expected a number from 0 to 1e100"),
      ("join \(scores) --on request_id --map quality=grade", "no column 'request_id'; it has rid, grade"),
      ("join \(others) --on request_id --map quality=grade", "no query in common"),
    ] {
      do {
        try interpreter.output(command)
        Issue.record("it works")
      } catch {
        #expect(error.message.contains(says), "\(error.message)")
        #expect(error.suggestion == (says.contains("no column") ? "--on COLUMN names the one that holds the ids" : nil))
      }
    }
  }
}
