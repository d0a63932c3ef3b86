import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct CompletionTests {
  private func complete(_ text: String, after commands: String = "") throws -> [String] {
    let interpreter = Interpreter()
    try interpreter.output(commands)
    return interpreter.completion(of: text, at: text.endIndex).candidates.map(\.text)
  }

  @Test func verbsOptionsAndSettings() throws {
    #expect(try complete("re") == ["rerun", "reset"])
    #expect(try complete("add 1 --") == ["--times", "--quietly"])
    #expect(try complete("add 1 --quietly --") == ["--times"])
    #expect(try complete("set ") == ["seed"])
    #expect(try complete("help s") == ["sum", "set", "source", "sums"])
  }

  @Test func variables() throws { #expect(try complete("echo $a", after: "let ab 1\nlet b 2") == ["ab"]) }
}
