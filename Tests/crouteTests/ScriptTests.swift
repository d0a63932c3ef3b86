import Display
import Foundation
import Testing

@Suite struct ScriptTests {
  @Test func scriptStopsAtTheFirstError() throws {
    let script = "echo a\nuse nothing\nfoo\necho b\n"
    let outcome = try sh("$CROUTE run s", ["s": script])
    #expect(outcome.output == "a\n" && outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("s:2:5: error: unknown trace set 'nothing'"), "\(outcome.errors)")
    let all = try sh("$CROUTE --keep-going s", ["s": script])
    #expect(all.output == "a\nb\n" && all.exitCode == 1 && all.errors.contains("s:3:1: error: unknown command 'foo'"))
  }

  @Test func parseErrorsAreTwo() throws {
    #expect(try sh("$CROUTE -c foo").exitCode == 2)
    #expect(try sh("$CROUTE -c 'echo \"a'").exitCode == 2)
  }

  @Test func standardInputIsAScript() throws {
    let outcome = try sh("printf 'echo a\\necho b \\\\\\n  c\\nset widh 3\\necho d' | $CROUTE")
    #expect(outcome.output == "a\nb c\n" && outcome.errors.hasPrefix("-:4:5: error: "), "\(outcome)")
    #expect(try sh("echo 'echo last' | $CROUTE run -").output == "last\n")
    #expect(try sh("printf 'echo a\\nquit\\necho b' | $CROUTE").output == "a\n")
  }

  @Test func standardInputIsExecutedAsItArrives() throws {
    let outcome = try sh(
      """
      mkfifo in; $CROUTE <in >streamed & exec 3>in; echo 'echo first' >&3
      for i in $(seq 100); do grep -q first streamed && break; sleep 0.05; done; cat streamed; exec 3>&-; wait
      """)
    #expect(outcome.output == "first\n")
  }

  @Test func pipesAsFiles() throws {
    #expect(try sh("$CROUTE <(echo echo hi)").output == "hi\n")
  }

  /// A byte order mark before the first command, as in a file.
  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(try sh("printf '\\357\\273\\277echo a\\necho b\\n' | $CROUTE").output == "a\nb\n")
  }
}
