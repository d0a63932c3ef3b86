import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct RecordCommandTests {
  @Test func theFileIsWholeAfterEveryCommand() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/r.md"
    let interpreter = Interpreter()
    try interpreter.output("let a 1\nrecord on \(path)\necho $a")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("let a 1\n") && text.contains("```croute\necho $a\n```\n```output\n1\n```\n"), "\(text)")
    try interpreter.output("echo two\nrecord off\necho three")
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    #expect(whole.contains("echo two") && !whole.contains("echo three") && !whole.contains("record"))
  }

  @Test func anExistingFileIsKeptUnlessForced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("mine\n", to: "r.md")
    let interpreter = Interpreter()
    #expect(throws: Diagnostic.self) { try interpreter.output("record on \(path)") }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine\n")
    try interpreter.output("record on \(path) --force\nrecord off")
    #expect(try String(contentsOfFile: path, encoding: .utf8) != "mine\n")
  }

  @Test(arguments: ["record off", "record maybe"]) func whatCannotBeDoneIsAnError(_ command: String) throws {
    #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
  }
}
