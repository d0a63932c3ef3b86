import Display
import Foundation
import Testing

@Suite struct TerminalFrontEndTests {
  @Test func errorsForMachines() throws {
    let outcome = try sh("$CROUTE --format json -c 'echo a' -c 'foo'")
    #expect(outcome.output == "{\"command\":\"echo\",\"text\":\"a\"}\n", "\(outcome)")
    #expect(outcome.errors.hasPrefix("{\"error\":\"unknown command 'foo'\""))
    #expect(try sh("$CROUTE --format json --nonsense").errors.hasPrefix("{\"error\":\"unknown option '--nonsense'\""))
  }

  @Test func noColorsAwayFromTerminals() throws {
    #expect(try !sh("NO_COLOR=1 $CROUTE -c foo").errors.contains("\u{1B}"))
    #expect(try !sh("$CROUTE -c foo").errors.contains("\u{1B}"))
  }

  @Test func echoOfCommands() throws {
    let outcome = try sh("$CROUTE --echo s", ["s": "# no\necho a \\\n b\r\n"])
    #expect(outcome.output == "croute> echo a \\\n...>  b\na b\n")
  }
}
