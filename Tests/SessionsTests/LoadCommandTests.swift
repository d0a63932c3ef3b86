import Foundation
import Sessions
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
        note: no price is recorded: costs are tokens, input and output together

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
    #expect(loaded.contains("note: no score is recorded"))
    for command in ["fit quality constant", "sweep mix", "run mix --budget 1", "report"] {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output(command) }
      #expect(error?.message == "no answer has a score", "\(command)")
    }
    let joined = try interpreter.output("join '\(folder.path)/grades.csv' --on request_id --map quality=grade")
    #expect(joined.contains("joined 40 scores"))
    #expect(try interpreter.output("describe").contains("0.3500"))
  }
}
