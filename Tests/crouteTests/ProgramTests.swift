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

  /// What somebody else's script puts into the arguments does not reach the terminal as it is.
  @Test(arguments: [
    "check no$'\\e]0;PWN\\a'x", "--format a$'\\e[2J'", "--let a$'\\e[2J'", "--nosuch$'\\e[2J'", "run no$'\\e[2J'",
    "kernel run no$'\\e[2J'", "kernel install --prefix /dev/null/$'\\e[2J'", "kernel a$'\\e[2J'",
    "check --format x$'\\e'",
  ])
  func argumentsAreSpelledOut(_ arguments: String) throws {
    let outcome = try sh("$CROUTE \(arguments)")
    #expect(outcome.exitCode != 0 && !outcome.errors.isEmpty)
    #expect(!(outcome.output + outcome.errors).utf8.contains { $0 == 0x1B || $0 == 0x07 }, "\(outcome.errors)")
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

  @Test func namesWithBlanks() throws {
    let found = try sh(
      "printf 'version > \"a b.txt\"\\nversion > two names\\nquit\\n' | script -qc $CROUTE /dev/null >/dev/null; ls -1")
    #expect(found.output.contains("\na b.txt\n") || found.output.hasPrefix("a b.txt\n"))
    #expect(!found.output.contains("\"") && !found.output.contains("two"))
  }

  /// A forced write changes what a link leads to.
  @Test func linksStayLinks() throws {
    let found = try sh(
      "echo old > target.csv; ln -s target.csv r.csv; $CROUTE --quiet -c 'sql --as x SELECT 1 AS a;' -c 'write x r.csv --force'; test -L r.csv && cat target.csv"
    )
    #expect(found.output.hasSuffix("a\n1\n"))
  }

  /// A command of many lines is the same from a file and from a pipe.
  @Test func manyLinesOfSQL() throws {
    let sql = "sql SELECT 1\n" + String(repeating: "  + 1\n", count: 400) + ";\necho end\n"
    let (file, pipe) = (try sh("$CROUTE s", ["s": sql]), try sh("cat s | $CROUTE", ["s": sql]))
    #expect(file.output == pipe.output && file.output.contains("401") && file.output.hasSuffix("end\n"))
  }
}
