import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import Input
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

@Suite struct RecordingTests {
  private let interpreter = Interpreter()
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/r.md" }

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func type(_ line: String, answer: String? = nil) throws -> String {
    let io = RecordingFrontEnd(answer: answer, surface: Surface(width: 50, unicode: true, color: true))
    try interpreter.execute(Source(line, isInteractive: true), io: io)
    return io.text
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  private func expectCheckPasses(_ path: String) {
    let verdict = SessionCheck().verdict(on: path)
    #expect(verdict.exitCode == 0, "\(verdict.text)")
  }

  /// A session such as a person has at the prompt, with mistakes, passes a check.
  @Test func aRecordedSessionIsAsExpected() throws {
    try WorkingFolder.within(folder.path) { () throws in
      try type("load sim:routerbench --queries 300")
      try type("set seed 3")
      let said = try type("record on \(path)")
      #expect(said == "recording to \(try #require(FilePlace.resolved(path)))\n")
      let empty = try text
      #expect(!empty.contains("```output"))
      for line in [
        "desc", "pool gpt-4,mistral,Yi", "fit quality noisy --ante 0.6 --post 0.3",
        "sweep routing cascade --budgets 4 \\\n  --as s",
        "plot frontier --log", "sweep all --budgets 2 > \(folder.path)/out.txt", "undo", "echo 'a\\b' | cat >/dev/null",
        "set format json", "run routing --budget 0.001", "set format text", "set timing on", "let b 0.001",
        "run cascade --budget $b",
        "rerun 2", "write s \(folder.path)/points.csv", "help run", "set echo on", "pool", "pwd",
        "explain sim.00002 cascade-routing --lambda 20",
      ] {
        try type(line)
        // The file is whole after every command.
        _ = try SessionFile(text)
      }
      #expect(throws: Diagnostic.self) { try type("pool gpt-4,nobody") }
      #expect(throws: Diagnostic.self) { try type("run rooting --budget 1") }
      try type("echo done")
      try type("record off")
      try type("echo not recorded")
      let recorded = try text
      #expect(recorded.contains("croute> echo done\ndone\n") && !recorded.contains("not recorded"))
      #expect(recorded.contains("\nload sim:routerbench --queries 300\nset seed 3\n```\n"))
      try FileManager.default.removeItem(atPath: folder.path + "/points.csv")
      var check = SessionCheck()
      check.updates = true  // writes points.csv, which a plain check compares
      #expect(check.verdict(on: path).text == "\(path): updated 1 place\n")
      expectCheckPasses(path)
      try type("save \(folder.path)/saved.md")
      expectCheckPasses(folder.path + "/saved.md")
    }
  }

  @Test func stateAndMistakes() throws {
    try WorkingFolder.within(folder.path) { () throws in
      #expect(try type("record") == "nothing is being recorded\n")
      #expect(throws: Diagnostic.self) { try type("record off") }
      #expect(throws: Diagnostic.self) { try type("record on \(folder.path)/none/r.md") }
      try type("record on \(path)")
      #expect(try type("record") == "recording to \(try #require(FilePlace.resolved(path)))\n")
      #expect(try type("record off") == "recorded to \(try #require(FilePlace.resolved(path)))\n")
      // An existing file stays, unless --force is given.
      let before = try text
      try type("echo a")
      let error = #expect(throws: Diagnostic.self) { try type("record on \(path)") }
      #expect(error?.message.hasSuffix("r.md exists") == true)
      #expect(try text == before)
      try type("record on \(path) --force")
      let after = try text
      #expect(after.contains("echo a"))
    }
  }

  @Test func aFileThatCanNoLongerBeWrittenEndsTheRecording() throws {
    try WorkingFolder.within(folder.path) { () throws in
      let inner = folder.path + "/inner"
      try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
      try type("record on \(inner)/r.md")
      try FileManager.default.removeItem(atPath: inner)
      #expect(throws: Diagnostic.self) { try type("echo a") }
      #expect(try type("echo b") == "b\n" && type("record") == "nothing is being recorded\n")
    }
  }
}
