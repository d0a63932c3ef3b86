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

@Suite struct StateCommandTests {
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
    let interpreter = try StateTraces.session(folder)
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

  @Test func aFolderMovesWithItsState() throws {
    let folder = try TemporaryFolder()
    try StateTraces.session(folder).output("state save \(folder.path)/state.json")
    let moved = folder.path + "-moved"
    try FileManager.default.copyItem(atPath: folder.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    for name in ["even.csv", "odd.csv"] { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
    #expect(throws: Never.self) { try Interpreter().output("state load \(moved)/state.json") }
    #expect(throws: Diagnostic.self) { try Interpreter().output("state load \(folder.path)/state.json") }
  }
}
