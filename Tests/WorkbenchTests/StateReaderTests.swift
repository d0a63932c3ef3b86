import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import Foundation
import Input
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct StateReaderTests {
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

  @Test func aChangedFileIsNoticed() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/state.json"
    let saved = try StateTraces.session(folder)
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
}
