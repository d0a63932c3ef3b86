import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

@Suite struct TracesCommandTests {
  @Test func setsAreListedUsedAndDropped() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 50 --as a\nload sim:cascade --queries 60 --as b\nset format csv")
    let lines = try interpreter.output("traces").split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix(",a,50,11,USD,") && lines[2].hasPrefix("*,b,60,5,USD,"), "\(lines)")
    try interpreter.output("use a\ndrop b")
    #expect(try interpreter.output("traces").contains("*,a,50,"))
    try interpreter.output("drop a")
    #expect(throws: Diagnostic.self) { try interpreter.output("describe") }
  }

  @Test(arguments: ["use nobody", "drop nobody"]) func unknownNamesAreErrors(_ command: String) throws {
    #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
  }
}
