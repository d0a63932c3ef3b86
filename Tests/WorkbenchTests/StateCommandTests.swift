import CommandLanguage
import Display
import Foundation
import Input
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct StateCommandTests {
  /// Two files read together with columns renamed and a number to clip, joined prompts and groups; estimates beside them.
  private func write(to folder: TemporaryFolder) throws {
    var files = ["query_id,model,correct,usd,confidence\n", "query_id,model,correct,usd,confidence\n"]
    var prompts = ""
    var estimates = "query_id,model,ante,post,cost_ante,cost_post\n"
    for query in 0..<150 {
      for (model, name) in ["small", "middle", "large"].enumerated() {
        let isRight = (query * 7 + model * 5) % 6 < 3 + model
        let cost = [1.0, 3, 8][model] + Double(query % 4) / 4
        let quality = isRight ? (query == 3 ? 1.5 : 1) : 0
        files[query % 2] += "q\(query),\(name),\(quality),\(cost),\(Double((query * 11 + model) % 9) / 9)\n"
        estimates += "q\(query),\(name),0.\(query % 9),\(isRight ? 0.9 : 0.2),\(cost),\(cost)\n"
      }
      prompts +=
        "{\"query_id\":\"q\(query)\",\"prompt\":\"\(String(repeating: "a b ", count: query % 7))\",\"group\":\"g\(query % 3)\"}\n"
    }
    try folder.write(files[0], to: "even.csv")
    try folder.write(files[1], to: "odd.csv")
    try folder.write(prompts, to: "prompts.jsonl")
    try folder.write(estimates, to: "estimates.csv")
  }

  private func session(_ folder: TemporaryFolder) throws -> Interpreter {
    try write(to: folder)
    let interpreter = Interpreter()
    let path = folder.path
    try interpreter.output(
      """
      load \(path)/even.csv \(path)/odd.csv --map quality=correct,cost=usd --clip --as mine
      join \(path)/prompts.jsonl
      filter group != g2
      pool small,large,middle
      split --train 40% --tune 20% --seed 3
      fit quality logistic --features length,group,confidence --ridge 2
      fit cost regression
      set seed 18446744073709551615
      let budget 4
      run index --budget $budget --draw --as r
      sweep routing cascade-routing+max-depth=2 knn oracle pairs mix threshold --budgets 3 --as s
      fit table \(path)/estimates.csv --sigma 0.2,0.2,0.2
      run cascade --lambda 0.05
      load sim:routerbench --queries 200
      fit quality noisy --ante 0.6 --post 0.3
      set reference lowest-index
      run cascade-routing --budget 0.001 --as x
      use mine
      """)
    return interpreter
  }

  private let questions = [
    "traces", "set", "let", "describe", "pool", "filter", "show q3", "run index --budget 5", "explain q4", "compare s",
    "metrics r", "metrics s", "sweep mix pairs --budgets 2", "use routerbench", "run cascade-routing --budget 0.001",
    "metrics x", "describe",
    "sql SELECT * FROM results;", "sql SELECT count(*), sum(tau) FROM decisions;", "fit quality constant",
    "run index --budget 0.002 --draw",
  ]

  private func answers(_ interpreter: Interpreter) throws -> [String] {
    try questions.map { question in "\(question)\n" + (try interpreter.output(question)) }
  }

  @Test func everythingComesBack() throws {
    let folder = try TemporaryFolder()
    let interpreter = try session(folder)
    let file = folder.path + "/state.json"
    #expect(try interpreter.output("state save \(file)").contains("saved 2 trace sets, 3 results, 1 variable to "))
    for result in ["r", "s", "x", "_"] { try interpreter.output("write \(result) \(folder.path)/\(result).csv") }
    let before = try answers(interpreter)
    let other = Interpreter()
    try other.output("let stale 1\nload sim:cascade --queries 50")
    try other.output("state load \(file)")
    for result in ["r", "s", "x", "_"] {
      // A file that holds the same already is left alone, any other would be an error without --force.
      #expect(throws: Never.self) { try other.output("write \(result) \(folder.path)/\(result).csv") }
    }
    let after = try answers(other)
    for (old, new) in zip(before, after) { #expect(old == new) }
    try other.output("state save \(folder.path)/again.json")
    try other.output("undo\nundo\nundo\nundo")
  }

  @Test func aStateSavedAgainIsTheSame() throws {
    let folder = try TemporaryFolder()
    let interpreter = try session(folder)
    try interpreter.output("state save \(folder.path)/one.json")
    let other = Interpreter()
    try other.output("state load \(folder.path)/one.json\nstate save \(folder.path)/two.json")
    let texts = try ["one", "two"].map { try String(contentsOfFile: "\(folder.path)/\($0).json", encoding: .utf8) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("\"path\": \"even.csv\""))
    try other.output("undo")
    #expect(try other.output("traces") == "no traces are loaded\n")
  }

  @Test func aFolderMovesWithItsState() throws {
    let folder = try TemporaryFolder()
    try session(folder).output("state save \(folder.path)/state.json")
    let moved = folder.path + "-moved"
    try FileManager.default.copyItem(atPath: folder.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    for name in ["even.csv", "odd.csv"] { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
    #expect(throws: Never.self) { try Interpreter().output("state load \(moved)/state.json") }
    #expect(throws: Diagnostic.self) { try Interpreter().output("state load \(folder.path)/state.json") }
  }

  @Test func aChangedFileIsNoticed() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/state.json"
    let saved = try session(folder)
    try saved.output("sql --as means SELECT avg(quality) FROM outcomes;\nstate save \(file)")
    let traces = try String(contentsOfFile: folder.path + "/odd.csv", encoding: .utf8)
    try folder.write(traces.replacing("q1,small,1", with: "q1,small,0"), to: "odd.csv")
    let other = Interpreter()
    try other.output("let x 1")
    do {
      try other.output("state load \(file)")
      Issue.record("no error")
    } catch {
      #expect(error.message == "\(folder.path)/odd.csv has changed since the state was saved")
      #expect(error.suggestion?.contains("--anyway") == true)
    }
    #expect(try other.output("echo $x") == "1\n")
    let text = try other.output("state load \(file) --anyway")
    #expect(text.contains("loaded 2 trace sets, 1 result, 1 variable"), "\(text)")
    #expect(text.contains("odd.csv has changed\n      since the state was saved"))
    #expect(text.contains("note: results on changed files are left out: "))
    // What a table stands on is not known: with a changed file about, none is kept.
    #expect(text.contains("means"), "\(text)")
    #expect(throws: Diagnostic.self) { try other.output("write means \(folder.path)/means.csv") }
    #expect(try other.output("metrics x\nrun mix --budget 4").contains("mix at budget 4"))
  }

  @Test func aFileThatChangedBeforeSavingIsNoticed() throws {
    let folder = try TemporaryFolder()
    let interpreter = try session(folder)
    try folder.write("changed", to: "prompts.jsonl")
    do {
      try interpreter.output("state save \(folder.path)/state.json")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("prompts.jsonl: has changed since it was read"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state.json"))
  }

  @Test func cutShortAndDamagedFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 100\nfit quality constant\nrun routing --budget 0.001\nstate save \(folder.path)/s.json"
    )
    let text = try String(contentsOfFile: folder.path + "/s.json", encoding: .utf8)
    let other = Interpreter()
    try other.output("let x 1")
    for length in stride(from: 1, to: text.utf8.count - 2, by: 97) {
      let path = try folder.write(String(text.prefix(length)), to: "cut.json")
      do {
        try other.output("state load \(path)")
        Issue.record("no error at \(length)")
      } catch {
        #expect(error.message.hasPrefix(path), "\(error.message)")
      }
    }
    for (old, new, says) in [
      ("\"version\": 1", "\"version\": 2", "version: found 2, written by a newer croute"),
      ("\"traces\": 0", "\"traces\": 4", "traces: found 4, expected one of the traces"),
      ("\"kind\": \"run\"", "\"kind\": \"walk\"", "kind: found 'walk'"),
      ("\"strategy\": \"routing\"", "\"strategy\": \"rooting\"", "strategy: found 'rooting'"),
      ("\"pool\": null", "\"pool\": []", "pool: found a list, expected different models of the traces, at least one"),
      (
        "\"pool\": null", "\"pool\": [\"gpt-4\", \"gpt-4\"]",
        "pool: found a list, expected different models of the traces"
      ),
      ("\"current\": \"routerbench\"", "\"current\": \"other\"", "current: found 'other'"),
    ] {
      #expect(text.contains(old))
      let path = try folder.write(text.replacing(old, with: new), to: "wrong.json")
      do {
        try other.output("state load \(path)")
        Issue.record("no error: \(new)")
      } catch {
        #expect(error.message.contains(says), "\(error.message)")
      }
    }
    #expect(try other.output("let\ntraces") == "x = 1\nno traces are loaded\n")
  }

  @Test func cellsOfTables() throws {
    let cells: [Table.Cell] = [
      .text("a,\"b"), .integer(-3), .number(1.0 / 3, digits: 4), .fixed(2, decimals: 2), .percent(0.125), .missing,
      .number(.infinity, digits: 3),
    ]
    for cell in cells { #expect(try Table.Cell(stored: JSONNode(JSONParser.parse(cell.stored.text))) == cell) }
    let read = try Table.Cell(stored: JSONNode(JSONParser.parse(Table.Cell.fixed(.nan, decimals: 1).stored.text)))
    #expect(read.text == "-")
  }
}
