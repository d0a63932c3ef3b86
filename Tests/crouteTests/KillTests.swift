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
    #expect(found.output == "torn 0\n0\n", "\(found.output)\(found.errors)")
  }
}
