import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct WordCompleterTests {
  private func complete(_ text: String, after commands: String = "") throws -> [String] {
    let interpreter = Interpreter()
    try interpreter.output(commands)
    return interpreter.completion(of: text, at: text.endIndex).candidates.map(\.text)
  }

  /// An option that waits for a value takes the next word, so that the argument is still to come.
  @Test func optionsTakeTheirValues() throws {
    #expect(try complete("add --times ").isEmpty)
    #expect(try complete("add --times 3 s") == ["seven"])
    #expect(try complete("add --times=3 --") == ["--quietly"])
    #expect(try complete("add --nobody=").isEmpty)
  }

  @Test func argumentsBeyondTheLastAreOptionsOrNothing() throws {
    #expect(try complete("undo ").isEmpty && complete("undo x").isEmpty)
    #expect(try complete("nonsense x").isEmpty)
    // A repeated argument goes on, knowing those before it.
    #expect(try complete("add 1 2 not-") == ["not-1", "not-2"])
  }

  @Test func choicesAndParts() {
    func complete(_ text: String) -> [String] {
      CommandInterpreter<Probe>().completion(of: text, at: text.endIndex).candidates.map(\.text)
    }
    #expect(complete("nothing l") == ["left"])
    #expect(complete("set ascii o") == ["on", "off"] && complete("set format m") == ["markdown"])
    // Options that do not go with the first argument are not offered; before it, all are.
    #expect(complete("nothing left --") == ["--far", "--shore", "--hand"])
    #expect(complete("nothing right --") == ["--far", "--hand"])
    #expect(complete("nothing right --far --h") == ["--hand"] && complete("nothing --s") == ["--shore"])
    // What is behind the plus is completed by itself.
    #expect(complete("use one+fo") == ["folder/"])
  }

  @Test func quotedWordsAreNoCommandsAndNoShell() throws {
    #expect(try complete("'ad").isEmpty)
    #expect(try complete("\"!x").isEmpty)
  }

  /// The kinds of its own are the language's to complete, with what stands before and in the session as it is.
  @Test func kindsOfTheLanguage() throws {
    #expect(try complete("add ", after: "add 5") == ["seven", "5"])
    #expect(try complete("add 3 n") == ["not-3"])
  }
}
