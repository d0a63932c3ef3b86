import Foundation
import Testing

@Suite struct WatchTests {
  private static func session(_ said: String) -> String { "```croute\necho \(said)\n```\n```output\n\(said)\n```\n" }

  /// A save, and one that puts another file in its place, are seen; Ctrl-C ends.
  @Test func everySaveIsChecked() throws {
    let outcome = try sh(
      """
      seen() { for i in $(seq 200); do [ "$(grep -c watching err.txt)" = $1 ] && break; sleep 0.05; done; }
      set -m; $CROUTE check --watch f.md & seen 1
      cp bad.md f.md; seen 2; cp good.md new.md; mv new.md f.md; seen 3
      kill -INT $!; wait $!; echo $?
      """, ["f.md": Self.session("a"), "good.md": Self.session("b"), "bad.md": Self.session("c") + "x"])
    #expect(
      outcome.output
        == "f.md: 1 output as expected\nf.md: 1 output as expected\nf.md: 1 output as expected\n130\n", "\(outcome)")
  }

  @Test func runIsRunAgain() throws {
    let outcome = try sh(
      """
      seen() { for i in $(seq 200); do [ "$(grep -c watching err.txt)" = $1 ] && break; sleep 0.05; done; }
      set -m; $CROUTE run --watch f.croute & seen 1; echo 'echo two' >f.croute; seen 2; kill -INT $!; wait $!; echo $?
      """, ["f.croute": "echo one\n"])
    #expect(outcome.output == "one\ntwo\n130\n", "\(outcome)")
  }

  @Test(arguments: ["--watch f.md", "export --watch f.md", "check --watch", "run --watch -c version"])
  func withoutFilesToWatch(_ arguments: String) throws {
    #expect(try sh("$CROUTE \(arguments)", ["f.md": "a\n"]).exitCode == 2)
  }
}
