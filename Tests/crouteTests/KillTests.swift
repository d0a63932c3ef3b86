import Foundation
import Testing

/// Programs killed (`kill -9`) while they write: every file is as it was or as it was to be, and the next program clears up.
///
/// 20 kills; `CROUTE_KILLS` says another number.
@Suite struct KillTests {
  private let count = ProcessInfo.processInfo.environment["CROUTE_KILLS"].flatMap { Int($0) } ?? 20

  @Test func everyFileIsWhole() throws {
    let setUp =
      "sql --as a WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9000) SELECT n, n * 2 AS m FROM t;\n"
      + "sql --as b SELECT 2 AS n;\n"
    let writes = ["csv", "json", "md"].map { "write a f.\($0) --force\nwrite b f.\($0) --force\n" }.joined()
    let states = "let x 1\nstate save s.json --force\nlet x 22\nstate save s.json --force\n"
    let script = """
      set -u
      for result in a b; do
        for kind in csv json md; do $CROUTE --quiet -c "$(cat setup)" -c "write $result want.$result.$kind" >/dev/null; done
      done
      for value in 1 22; do $CROUTE --quiet -c "$(cat setup)" -c "let x $value" -c "state save want.$value.json" >/dev/null; done
      torn=0
      for round in $(seq \(count)); do
        $CROUTE --quiet many >/dev/null & pid=$!
        sleep $(printf '0.%03d' $((RANDOM % 600)))
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        for kind in csv json md; do
          [ ! -e f.$kind ] || cmp -s f.$kind want.a.$kind || cmp -s f.$kind want.b.$kind || torn=$((torn + 1))
        done
        [ ! -e s.json ] || $CROUTE --quiet -c 'state load s.json' || torn=$((torn + 1))
        cmp -s page.md old.md || cmp -s page.md new.md || torn=$((torn + 1))
        cp old.md page.md
        $CROUTE check --update --quiet page.md >/dev/null & pid=$!
        sleep $(printf '0.%03d' $((RANDOM % 300)))
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        cmp -s page.md old.md || cmp -s page.md new.md || torn=$((torn + 1))
        cp old.md page.md
      done 2>/dev/null
      echo "torn $torn"
      $CROUTE --quiet -c "$(cat setup)" -c 'write b f.csv --force' >/dev/null
      $CROUTE check --update --quiet page.md >/dev/null
      # What is not killed is written.
      [ -s f.csv ] && cmp f.csv want.b.csv && cmp page.md new.md && echo written
      find . -name '.croute-*' | wc -l
      """
    let old = "```croute\nsql SELECT 1 AS a;\n```\n```output\nwrong\n```\n"
    let new = "```croute\nsql SELECT 1 AS a;\n```\n```output\na\n-\n1\n```\n"
    let found = try Shell.run(
      script,
      [
        "setup": setUp, "many": setUp + String(repeating: writes + states, count: 40), "old.md": old, "new.md": new,
        "page.md": old,
      ], seconds: 60 + 6 * count)
    #expect(found.output == "torn 0\nwritten\n0\n", "\(found.output)\(found.errors)")
  }

  /// What commands write besides results and states: policies, figures, sessions; and notebooks, imports and the kernel's
  /// specification, which the program writes itself. `> FILE` at the prompt is written as these are.
  @Test func everyOtherFileIsWhole() throws {
    let setUp = "load sim:cascade --queries 90\nfit quality constant\n"
    let writes = [1, 2].map {
      "run mix --budget \($0)\npolicy _ p.json --force\nplot histogram \($0 == 1 ? "cost" : "quality") --out f.svg --force\n"
    }.joined()
    let talk = (1...60).map { "let x \($0)\necho $x\nsave s.md --force\n" }.joined()
    let script = """
      set -u
      $CROUTE --quiet -c "$(cat setup)" -c 'run mix --budget 1' -c 'policy _ want.1.json' -c 'plot histogram cost --out want.1.svg' \
        -c 'run mix --budget 2' -c 'policy _ want.2.json' -c 'plot histogram quality --out want.2.svg' >/dev/null
      for n in 1 2; do
        $CROUTE export page$n.md -o want.$n.ipynb --quiet
        $CROUTE import want.$n.ipynb -o want.$n.md --quiet
      done
      $CROUTE kernel install --prefix want >/dev/null
      torn=0
      # Waits for the end: `timeout -s KILL` returns while the process may still be dying, whose file is no stray yet.
      killed() {
        local after=$(printf '0.%03d' $((RANDOM % $1))) pid
        shift
        "$@" >/dev/null & pid=$!
        sleep $after
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
      }
      whole() { [ ! -e $1 ] || cmp -s $1 $2 || cmp -s $1 $3 || { torn=$((torn + 1)); echo "$1"; }; }
      for round in $(seq \(count)); do
        killed 600 $CROUTE --quiet many
        whole p.json want.1.json want.2.json
        whole f.svg want.1.svg want.2.svg
        rm -f r.md
        killed 600 $CROUTE --quiet talk
        for file in r.md s.md; do
          [ ! -e $file ] || $CROUTE check --quiet --allow-empty $file || { torn=$((torn + 1)); echo $file; }
        done
        for n in 1 2; do
          killed 90 $CROUTE export page$n.md -o e.ipynb --force
          whole e.ipynb want.1.ipynb want.2.ipynb
          killed 60 $CROUTE import want.$n.ipynb -o i.md --force
          whole i.md want.1.md want.2.md
        done
        killed 60 $CROUTE kernel install --prefix made
        for file in kernel.json logo-svg.svg; do
          whole made/share/jupyter/kernels/croute/$file want/share/jupyter/kernels/croute/$file want/none
        done
      done 2>/dev/null
      echo "torn $torn"
      $CROUTE --quiet -c 'sql --as a SELECT 1;' -c 'write a last.csv --force' >/dev/null
      $CROUTE kernel install --prefix made >/dev/null
      $CROUTE export page1.md -o e.ipynb --force --quiet
      # What is not killed is written.
      [ -s last.csv ] && [ -s want.1.json ] && [ -s want.1.svg ] && cmp e.ipynb want.1.ipynb && echo written
      find . -name '.croute-*' | wc -l
      """
    let pages = [1, 2].map { number in
      "# \(number)\n"
        + (0..<400).map { "\n```croute\necho \(number * $0)\n```\n```output\n\(number * $0)\n```\n" }.joined()
    }
    let found = try Shell.run(
      script,
      [
        "setup": setUp, "many": setUp + String(repeating: writes, count: 40), "talk": "record on r.md\n" + talk,
        "page1.md": pages[0], "page2.md": pages[1],
      ], seconds: 60 + 6 * count)
    #expect(found.output == "torn 0\nwritten\n0\n", "\(found.output)\(found.errors)")
  }
}
