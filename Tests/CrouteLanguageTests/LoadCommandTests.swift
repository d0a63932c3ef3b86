import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LoadCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("query_id,model,correct,usd\nq1,a,1,0.5\nq1,b,0,1\nq2,a,0,0.25\n", to: "my file.csv")
  }

  @Test func namesAreMappedAndMissingOutcomesCounted() throws {
    let text = try Interpreter().output(
      "set format json\nload '\(folder.path)/my file.csv' --map quality=correct,cost=usd")
    let line = try #require(text.split(separator: "\n").last)
    for part in [
      #""name":"my_file""#, #""queries":2"#, #""models":["a","b"]"#, #""missing":1"#, #""cost_unit":"usd""#,
      #""simulated":false"#,
    ] { #expect(line.contains(part), "\(part) in \(line)") }
  }

  @Test(arguments: [
    "load sim:nobody", "load sim:routerbench sim:cascade", "load sim:routerbench --clip",
    "load sim:routerbench --queries 0",
    "load nobody.csv", "load F --queries 5", "load F --format nobody", "load F --cost nobody", "load F --map quality",
    "load F --map quality=correct,quality=usd", "load F --map quality=correct,cost=usd --as 'a b'",
  ]) func whatCannotBeLoadedIsAnErrorAndNothingStays(_ command: String) throws {
    let interpreter = Interpreter()
    #expect(throws: Diagnostic.self) {
      try interpreter.output(command.replacing("F", with: "'\(folder.path)/my file.csv'"))
    }
    #expect(throws: Diagnostic.self) { try interpreter.output("describe") }
  }

  @Test func whatAFileWasTakenForAndWhatItsCostsAreIsSaid() throws {
    let record = #"{"sample_id": "1", "model_id": "m", "evaluation": {"score": 1}, "token_usage": {"input_tokens": 3}}"#
    try folder.write(record, to: "samples.jsonl")
    let text = try Interpreter().output("load '\(folder.path)/samples.jsonl'")
    #expect(
      text == """
        loaded 1 query x 1 model as samples
        note: read as every-eval-ever: records have sample_id, model_id and evaluation
        note: no price is recorded: costs are tokens of the input alone

        """)
  }

  @Test func globsAndNamesGiveModels() throws {
    for (name, score) in [("a", "true"), ("b", "false")] {
      try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
      try folder.write(
        #"{"q1": {"resolved": \#(score), "cost": 0.5}, "q2": {"resolved": null}}"#, to: name + "/run.json")
    }
    let interpreter = Interpreter()
    let expected = "load '\(folder.path)/*/run.json' --model-from-path -2"
    #expect(try interpreter.output(expected).contains("loaded 2 queries x 2 models as run"))
    try interpreter.output("set format csv")
    let outcomes = "sql SELECT query_id, model, quality, cost FROM outcomes ORDER BY model, query_id"
    let table = try interpreter.output(outcomes)
    #expect(table.contains("q1,a,1.0,0.5\n") && table.contains("q1,b,0.0,0.5\n"), "\(table)")
    try interpreter.output("load '\(folder.path)/*/run.json'")
    #expect(try interpreter.output(outcomes) == table)
    try interpreter.output("load 'x=\(folder.path)/a/run.json' 'y=\(folder.path)/b/run.json'")
    #expect(
      try interpreter.output(outcomes) == table.replacing(",a,", with: ",x,").replacing(",b,", with: ",y,"))
  }

  @Test func whatNeedsScoresSaysSoUntilTheyAreJoined() throws {
    let calls = "request_id,model,spend,prompt_tokens,completion_tokens\n"
    let lines = (0..<40).map { "r\($0),\($0 % 2 == 0 ? "a" : "b"),0.\($0 + 1),1,1\n" }
    try folder.write(calls + lines.joined(), to: "spend.csv")
    try folder.write(
      "request_id,grade\n" + (0..<40).map { "r\($0),\($0 % 3 == 0 ? 1 : 0)\n" }.joined(), to: "grades.csv")
    let interpreter = Interpreter()
    let loaded = try interpreter.output("load '\(folder.path)/spend.csv'")
    #expect(loaded.contains("note: no scores are recorded"))
    for command in ["fit quality constant", "sweep mix", "run mix --budget 1", "report"] {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output(command) }
      #expect(error?.message == "no answer has a score", "\(command)")
    }
    let joined = try interpreter.output("join '\(folder.path)/grades.csv' --on request_id --map quality=grade")
    #expect(joined.contains("joined 40 scores"))
    #expect(try interpreter.output("describe").contains("0.3500"))
  }

  @Test func rowsAreChosenScaledAndCompleted() throws {
    let path = try folder.write(
      "query_id,model,\"acc,none\",cost,strategy\nq1,a,80,1,cheap\nq1,a,10,9,dear\nq2,a,130,1,cheap\n", to: "s.csv")
    let interpreter = Interpreter()
    let text = try interpreter.output(
      "load \(path) --map 'quality=\"acc,none\"' --where 'strategy = \"cheap\"' --scale 0..100 --clip --with group=mmlu\n"
        + "set format csv\nsql SELECT o.query_id, quality, q.\"group\" AS g FROM outcomes o JOIN queries q USING (query_id)"
    )
    #expect(text.contains("1 number was moved to the nearest end of the range"), "\(text)")
    #expect(text.hasSuffix("q1,0.8,mmlu\nq2,1,mmlu\n") || text.hasSuffix("q1,0.8,mmlu\nq2,1.0,mmlu\n"), "\(text)")
  }

  @Test func pricesAreAppliedAndStatesRememberHowRowsWereRead() throws {
    let prices = try folder.write("model,input,output\na,2,10\n", to: "prices.csv")
    let path = try folder.write(
      "query_id,model,quality,tokens_in,tokens_out,epoch\nq1,v/a,1,1000,200,1\nq1,v/a,0,3000,0,2\n", to: "t.csv")
    let interpreter = Interpreter()
    let sum = "set format csv\nsql SELECT quality, cost FROM outcomes;\nset format text"
    let text = try interpreter.output("load \(path) --repeats first --prices \(prices)\n\(sum)")
    #expect(text.contains("v/a has the prices of a"), "\(text)")
    #expect(text.contains("1 outcome repeats a query and model: the first is used"), "\(text)")
    #expect(text.contains("1,0.004\n") || text.contains("1.0,0.004\n"), "\(text)")
    try interpreter.output("state save \(folder.path)/s.json")
    let other = try Interpreter().output("state load \(folder.path)/s.json\n\(sum)")
    #expect(other.contains("1,0.004\n") || other.contains("1.0,0.004\n"), "\(other)")
  }

  @Test(arguments: [
    ("--scale 10", "--scale is '10', expected LOW..HIGH"), ("--scale 5..1", "--scale is"),
    ("--where quality", "--where is"),
    ("--with group", "--with is 'group'"), ("--repeats twice", "--repeats is 'twice'"),
    ("--encoding ebcdic", "--encoding is"),
    ("--map quality=correct,cost=usd --prices nowhere.csv", "nowhere.csv"),
  ]) func optionsThatSayNothingAreNamed(options: String, part: String) throws {
    do {
      try Interpreter().output("load '\(folder.path)/my file.csv' \(options)")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains(part), "\(error.message)")
    }
  }
}
