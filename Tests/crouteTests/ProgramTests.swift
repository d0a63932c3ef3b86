import Display
import Foundation
import Testing

/// The built program, run as people run it.
@Suite struct ProgramTests {
  @Test func programIsBuilt() { #expect(FileManager.default.isExecutableFile(atPath: Shell.program)) }

  @Test func commandsOfTheCommandLine() throws {
    let outcome = try sh("$CROUTE -c 'let a 3' -c 'echo $a é'")
    #expect(outcome.output == "3 é\n" && outcome.errors.isEmpty && outcome.exitCode == 0)
  }

  @Test func versionAndHelp() throws {
    #expect(try sh("$CROUTE --version").output == "croute 0.1.0\n")
    let help = try sh("$CROUTE --help")
    #expect(help.output.contains("--keep-going") && help.exitCode == 0)
    #expect(help.output.contains("croute kernel"))
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(help.output.contains("croute decide --policy"))
  }

  @Test(arguments: ["check x.md", "kernel instal", "--nonsense", "run", "--width 3", "absent.croute"])
  func usageErrors(_ arguments: String) throws {
    let outcome = try sh("$CROUTE \(arguments)")
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors.hasPrefix("croute: "))
  }

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

  @Test func echoOfCommands() throws {
    let outcome = try sh("$CROUTE --echo s", ["s": "# no\necho a \\\n b\r\n"])
    #expect(outcome.output == "croute> echo a \\\n...>  b\na b\n")
  }

  @Test func markdown() throws {
    let text =
      "# Title\n\n```croute name=\"x\"\necho one\n```\n```output\none\n```\n```sh\nls\n```\n```croute\necho two\nfoo\n```\n"
    let outcome = try sh("$CROUTE run s.md", ["s.md": text])
    #expect(outcome.output == "one\ntwo\n" && outcome.errors.hasPrefix("s.md:14:1: error: unknown command"))
    #expect(
      try sh("$CROUTE run s.md", ["s.md": "```croute\necho one\n"]).errors.contains(
        "s.md:1:1: error: found an unclosed block"))
  }

  @Test func errorsForMachines() throws {
    let outcome = try sh("$CROUTE --format json -c 'echo a' -c 'foo'")
    #expect(outcome.output == "{\"command\":\"echo\",\"text\":\"a\"}\n", "\(outcome)")
    #expect(outcome.errors.hasPrefix("{\"error\":\"unknown command 'foo'\""))
    #expect(try sh("$CROUTE --format json --nonsense").errors.hasPrefix("{\"error\":\"unknown option '--nonsense'\""))
  }

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

  @Test func noColorsAwayFromTerminals() throws {
    #expect(try !sh("NO_COLOR=1 $CROUTE -c foo").errors.contains("\u{1B}"))
    #expect(try !sh("$CROUTE -c foo").errors.contains("\u{1B}"))
  }

  @Test func interruption() throws {
    let outcome = try sh(
      """
      mkfifo in; set -m; $CROUTE <in & exec 3>in
      echo 'echo ready' >&3; sleep 0.5; kill -INT $!; wait $!; echo $?
      """)
    #expect(outcome.output == "ready\n130\n", "\(outcome)")
  }

  @Test func interruptionOfACommand() throws {
    let outcome = try sh(
      """
      set -m; $CROUTE -c 'load sim:routerbench --queries 36497' -c 'fit quality noisy --ante 0.5 --post 0.3' \
        -c 'echo ready' -c 'sweep all --budgets 3000' -c 'echo late' &
      for i in $(seq 200); do grep -q ready out.txt && break; sleep 0.05; done; sleep 0.2; kill -INT $!; wait $!; echo $?
      """)
    #expect(outcome.output.hasSuffix("ready\n130\n") && outcome.errors.contains("interrupted"), "\(outcome)")
  }

  @Test func initFileIsForThePromptOnly() throws {
    let outcome = try sh(
      "mkdir -p .config/croute; echo 'echo init' >.config/croute/init; echo 'echo x' | $CROUTE; $CROUTE -c 'echo y'")
    #expect(outcome.output == "x\ny\n")
  }

  /// Root may read everything, so it becomes somebody else first.
  @Test func filesWithoutPermission() throws {
    let script = """
      cp "$CROUTE" croute; chmod 755 . croute; chmod 000 t.csv
      if [ "$(id -u)" = 0 ]; then set -- setpriv --reuid 65534 --regid 65534 --clear-groups; fi
      "$@" ./croute -c 'load t.csv' -c 'echo never'
      """
    let outcome = try sh(script, ["t.csv": "query_id,model,quality,cost\na,x,1,1\n"])
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("cannot read t.csv: Permission denied"), "\(outcome.errors)")
  }

  @Test func aStateIsTakenUpByANewProcess() throws {
    var traces = "query_id,model,correct,cost\n"
    for query in 0..<120 {
      for model in 0..<3 {
        traces += "q\(query),m\(model),\((query * 7 + model * 5) % 6 < 3 + model ? 1 : 0),\(1 + 2 * model)\n"
      }
    }
    let outcome = try sh(
      """
      mkdir a; $CROUTE -c 'load t.csv --map quality=correct' -c 'split --train 50% --tune 20%' -c 'fit quality irt --judge' \
        -c 'fit cost constant' -c 'run index --budget 2 --draw' -c 'sweep index routing --budgets 3 --as s' \
        -c 'state save a/s.json' -c 'run cascade-routing --budget 3' -c 'compare s' >first
      cd a; $CROUTE -c 'state load s.json' -c 'run cascade-routing --budget 3' -c 'compare s' >../second; cd ..
      lines=$(($(wc -l <second) - 1)); diff <(tail -n $lines first) <(tail -n $lines second) && echo same $lines
      """, ["t.csv": traces])
    #expect(outcome.output.hasPrefix("same ") && outcome.errors.isEmpty, "\(outcome)")
  }
}
