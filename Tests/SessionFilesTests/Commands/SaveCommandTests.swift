import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct SaveCommandTests {
  @Test func theSessionSoFarWithItsOutputs() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/s.md"
    let interpreter = Interpreter()
    try interpreter.output("echo one")
    #expect(throws: Diagnostic.self) { try interpreter.output("pool gpt-4") }
    let said = try interpreter.output("set format json\nsave \(path)")
    #expect(said.contains(#""commands":3"#), "\(said)")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("```croute\necho one\n```\n```output\none\n```\n"), "\(text)")
    #expect(text.contains("```croute tags=[\"raises-exception\"]\npool gpt-4\n```\n```output\nerror: "), "\(text)")
    #expect(!text.contains("save"))
  }

  @Test func anExistingFileIsKeptUnlessForced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("mine\n", to: "s.md")
    #expect(throws: Diagnostic.self) { try Interpreter().output("save \(path)") }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine\n")
  }
}
