import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

@Suite struct PoolCommandTests {
  private let interpreter = Interpreter()

  init() throws { try interpreter.output("load sim:routerbench --queries 100\nset format json") }

  private func models(_ command: String) throws -> String {
    let text = try interpreter.output(command)
    let start = try #require(text.range(of: "\"models\":"))
    return String(text[start.upperBound...].prefix { $0 != "]" }) + "]"
  }

  @Test func modelsAreNamedByAnyPartAndOrderedByCost() throws {
    #expect(try models("pool gpt-4,Yi") == #"["Yi-34B","gpt-4"]"#)
    #expect(try models("pool gpt-4 mixtral gpt-4") == #"["mixtral-8x7b","gpt-4"]"#)
    #expect(try models("pool all").filter { $0 == "," }.count == 10)
  }

  @Test(arguments: ["pool nobody", "pool claude", "pool gpt-4,nobody"])
  func unknownAndAmbiguousNamesAreErrors(_ command: String) throws {
    try interpreter.output("pool gpt-4,Yi")
    #expect(throws: Diagnostic.self) { try interpreter.output(command) }
    #expect(try models("pool") == #"["Yi-34B","gpt-4"]"#)
  }
}
