import CommandLanguage
import Display
import SessionTestSupport
import Testing

@Suite struct LanguageDefinitionTests {
  /// A language of one command that leaves everything else to the toolkit.
  private enum Least: LanguageDefinition {
    struct State: LanguageState {
      var display = DisplaySettings()
      var variables: [String: String] = [:]
    }
    static let name = "least"
    static let version = "0.0.1"
    static let commands = CommandTable<Least>([
      Command("say", .session, "say hello") { context in context.report.line("hello") }, .set(), .help(),
    ])
  }

  @Test func nameVersionAndCommandsAreEnough() throws {
    let interpreter = CommandInterpreter<Least>()
    #expect(interpreter.name == "least" && interpreter.version == "0.0.1" && interpreter.prompt == "least> ")
    #expect(try interpreter.output("say") == "hello\n")
    #expect(interpreter.completion(of: "set a", at: "set a".endIndex).candidates.map(\.text) == ["ascii"])
    #expect(interpreter.inspection(of: "ascii", at: "ascii".endIndex) == "set ascii VALUE: on, off\nnow: off\n")
    #expect(throws: Diagnostic.self) { try interpreter.output("help nothing") }
    #expect(interpreter.keepsHistory)
  }

  /// Refuses every odd state, so that the command before is blamed.
  private enum Strict: LanguageDefinition {
    struct State: LanguageState {
      var display = DisplaySettings()
      var variables: [String: String] = [:]
      var count = 0
    }
    static let name = "strict"
    static let version = "1"
    static let commands = CommandTable<Strict>([
      Command("step", .session, "add one") { $0.session.count += 1 },
      Command("leap", .session, "add two") { $0.session.count += 2 },
    ])
    static func check(_ state: State, _ services: Void) throws {
      if state.count % 2 != 0 { throw CommandError.refused("\(state.count) is odd") }
    }
  }

  @Test func whatTheCheckRefusesIsNotKept() throws {
    let interpreter = CommandInterpreter<Strict>()
    try interpreter.output("leap")
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("step") }
    #expect(error?.message == "3 is odd" && interpreter.session.count == 2)
  }
}
