import Display
import Foundation
import Testing

@Suite struct StandardStreamsTests {
  @Test func unwritableOutput() throws {
    let full = try sh("$CROUTE -c 'echo a' -c 'echo b' >/dev/full")
    #expect(full.exitCode == 1)
    #expect(full.errors == "croute: cannot write to standard output: No space left on device\n")
    #expect(try sh("$CROUTE -c 'echo a' >&-").exitCode == 1)
    #expect(try sh("$CROUTE --help >/dev/full").exitCode == 1)
  }

  @Test func readerThatLeft() throws {
    let outcome = try sh("yes 'help' 2>/dev/null | head -2000 | $CROUTE | head -1; echo ${PIPESTATUS[2]}")
    #expect(outcome.errors.isEmpty && outcome.output.hasSuffix("\n141\n"))
  }
}
