import Foundation
import Testing

/// `croute check`, `export`, `import` and `run` of session files, by the built program.
@Suite struct SessionFileActionsTests {
  private static let good = "```croute\necho a\n```\n```output\na\n```\n"
  private static let bad = "```croute\necho a\n```\n```output\nb\n```\n"
  private static let broken = "a\n```croute\n"

  @Test func theWorstExitCodeCounts() throws {
    let files = ["good.md": Self.good, "bad.md": Self.bad, "broken.md": Self.broken]
    let outcome = try sh("$CROUTE check good.md broken.md bad.md", files)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.hasPrefix("good.md: 1 output as expected\nbad.md:5: the output differs\n--- bad.md\n"))
    #expect(outcome.errors.hasPrefix("broken.md:2:1: error: found an unclosed block"))
    #expect(try sh("$CROUTE check good.md bad.md", files).exitCode == 1)
    let quiet = try sh("$CROUTE check --quiet good.md", files)
    #expect(quiet.exitCode == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
  }

  @Test(arguments: ["check -", "check -c 'echo a' f.md", "export -", "import - -o x.md", "export a.md b.md -o c.ipynb"])
  func onlyFilesAreChecked(_ arguments: String) throws {
    let outcome = try sh("$CROUTE \(arguments)", ["f.md": Self.good, "a.md": Self.good, "b.md": Self.good])
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors.hasPrefix("croute: "), "\(outcome)")
  }

  /// A graded folder: good, partial and empty, and one that cannot be read.
  @Test func submissionsAreMarked() throws {
    let key = "```exercise name=\"e1\" answer=\"5\"\n?\n```\n\n```exercise name=\"e2\" answer=\"b\" points=2\n?\n```\n"
    let files = [
      "key.md": key, "good.md": "```croute\nanswer e1 5\nanswer e2 b\n```\n",
      "part.md": "```croute\nanswer e1 5\n```\n",
      "empty.md": "nothing\n", "broken.md": Self.broken,
    ]
    let outcome = try sh("$CROUTE check --grade key.md good.md part.md empty.md --format csv", files)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == "submission,e1,e2,points,of\ngood.md,1,2,3,3\npart.md,1,0,1,3\nempty.md,0,0,0,3\n")
    let broken = try sh("$CROUTE check --grade key.md good.md broken.md --format csv", files)
    #expect(broken.exitCode == 1 && broken.output.hasSuffix("broken.md,0,0,0,3\n"), "\(broken)")
    let missing = try sh("$CROUTE check --grade key.md nobody.md good.md --format csv", files)
    #expect(missing.exitCode == 1 && missing.errors.contains("nobody.md: No such file"), "\(missing)")
    #expect(missing.output == "submission,e1,e2,points,of\nnobody.md,0,0,0,3\ngood.md,1,2,3,3\n")
    #expect(try sh("$CROUTE check --grade empty.md good.md", files).exitCode != 0)
    // The student's copy gives nothing away, and is marked by the key.
    let student = try sh(
      "$CROUTE export --student key.md -o s.md && cat s.md && $CROUTE check --grade key.md s.md", files)
    #expect(student.exitCode == 0 && !student.output.contains("answer="))
    #expect(student.output.contains("```exercise name=\"e2\" points=2"))
  }

  /// The header's seed is the file's own; who gives another one means it.
  @Test func theSeedOfTheCommandLineWins() throws {
    let header = "---\ncroute: {format: 1, seed: 7}\n---\n"
    let file = ["f.md": header + "```croute\nset seed\n```\n```output\nseed is 7\n```\n"]
    #expect(try sh("$CROUTE run f.md", file).output == "seed is 7\n")
    #expect(try sh("$CROUTE run --seed 4 f.md", file).output == "seed is 4\n")
    #expect(try sh("$CROUTE check --seed 4 f.md", file).exitCode == 1)
    #expect(try sh("$CROUTE check --update --seed 4 f.md", file).exitCode == 2)
  }

  /// A session file whose update writes 100 KB.
  private static let long = {
    let lines = (0..<50).map { "echo \($0) " + String(repeating: "x", count: 2000) + "\n" }.joined()
    return "```croute\n\(lines)```\n```output\nold\n```\n"
  }()

  @Test func anUpdateThatCannotBeWrittenLeavesTheOldFile() throws {
    let outcome = try sh(
      "cp f.md old.md; (ulimit -f 50; $CROUTE check --update f.md); echo $?; cmp f.md old.md && ls", ["f.md": Self.long]
    )
    #expect(outcome.output.hasSuffix("/f.md: File too large\n1\nerr.txt\nf.md\nold.md\nout.txt\n"), "\(outcome)")
  }

  /// Whenever it is killed, the file is the old one or the new one.
  @Test func anUpdateKilledAtAnyTimeLeavesAWholeFile() throws {
    let outcome = try sh(
      """
      cp f.md old.md; $CROUTE check --update f.md >/dev/null; mv f.md new.md
      for i in $(seq 30); do
        cp old.md f.md; $CROUTE check --update f.md >/dev/null & sleep 0.0$((i % 10))$((i % 7)); kill -9 $! ; wait $!
        cmp -s f.md old.md || cmp -s f.md new.md || echo mixture
      done
      $CROUTE check --update f.md >/dev/null
      cmp -s old.md new.md || { cmp f.md new.md && echo done; }
      """, ["f.md": Self.long])
    #expect(outcome.output == "done\n")
  }

  @Test func exportAndImport() throws {
    let outcome = try sh(
      """
      $CROUTE export f.md && $CROUTE import f.ipynb -o g.md && cmp f.md g.md && echo same
      $CROUTE export f.md; echo $?; echo >>f.ipynb; $CROUTE export f.md; echo $?
      $CROUTE export f.md --force --quiet -o f.ipynb; echo $?
      $CROUTE export broken.md; echo $?; $CROUTE export failing.md; echo $?; ls *.ipynb
      """, ["f.md": "# é\n\n" + Self.bad, "broken.md": Self.broken, "failing.md": "```croute\nuse nobody\n```\n"])
    #expect(outcome.output == "wrote f.ipynb\nwrote g.md\nsame\nwrote f.ipynb\n0\n1\n0\n2\n1\nf.ipynb\n")
    #expect(outcome.errors.contains("f.ipynb exists") && outcome.errors.contains("failing.md:2:5: error: "))
  }

  @Test func parameters() throws {
    let text =
      "```croute tags=[\"parameters\"]\nlet a 1\nlet b 1\n```\n```croute\necho $a $b\n```\n```output\n1 1\n```\n"
    let outcome = try sh(
      """
      $CROUTE run f.md --let a=2 --let=b='x  y' --let a=3; $CROUTE --let=a=4 f.md -c 'echo $a'
      $CROUTE check f.md --let a=1; $CROUTE check f.md --let a=2 >/dev/null; echo $?
      $CROUTE run f.md --let c=1; echo $?; $CROUTE check --update f.md --let a=2; echo $?
      $CROUTE export f.md --let a=2 --quiet; grep -c injected-parameters f.ipynb; $CROUTE import f.ipynb --let a=1; echo $?
      echo 'echo $a' | $CROUTE --let a=5; $CROUTE --let a=6 -c 'echo $a' -c 'let a 7' -c 'echo $a'; $CROUTE --let a; echo $?
      """, ["f.md": text])
    #expect(outcome.output == "3 x  y\n4 1\n4\nf.md: 1 output as expected\n1\n2\n2\n2\n2\n5\n6\n7\n2\n", "\(outcome)")
    #expect(outcome.errors.contains("f.md: error: unknown parameter 'c'\n"))
    #expect(outcome.errors.contains("--let is 'a', expected NAME=VALUE"))
  }

  /// 1970 began at midnight, wherever the session is checked.
  @Test func sessionsAreInUTC() throws {
    let text = """
      ```croute
      sql SELECT datetime(0, 'unixepoch', 'localtime') AS t;
      ```
      ```output
      t
      -------------------
      1970-01-01 00:00:00
      ```
      """
    let outcome = try sh("TZ=Asia/Tokyo $CROUTE check f.md", ["f.md": text])
    #expect(outcome.exitCode == 0, "\(outcome)")
  }
}
