import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SessionContextTests {
  private func message(_ command: String, after commands: String = "") throws -> String? {
    let interpreter = Interpreter()
    try interpreter.output(commands)
    return #expect(throws: Diagnostic.self) { try interpreter.output(command) }.map {
      $0.message + ($0.suggestion.map { "; " + $0 } ?? "")
    }
  }

  @Test func whatHasToComeFirstIsAdvised() throws {
    #expect(try message("describe") == "no traces are loaded; try: load sim:routerbench")
    #expect(
      try message("run routing --budget 1", after: "load sim:routerbench --queries 60")
        == "no quality estimator is fitted; try: fit quality noisy --ante 0.6 --post 0.3")
    #expect(
      try message("write _ x.csv", after: "load sim:routerbench --queries 60") == "there is no result; try: sweep all")
  }

  /// A result is `_`, the name of `--as`, and the latest run or sweep; a table leaves the latest run alone.
  @Test func resultsHaveNames() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 60\nfit quality constant\nrun mix --budget 0.001 --as first\nsql --as t SELECT 1 AS a;"
    )
    try interpreter.output("set format csv")
    #expect(try interpreter.output("sql SELECT a FROM _") == "a\n1\n")
    #expect(try interpreter.output("sql SELECT count(*) > 10 AS n FROM first") == "n\n1\n")
    #expect(try interpreter.output("sql SELECT count(*) > 10 AS n FROM _run") == "n\n1\n")
    for name in ["1x", "a b", "sqlite_a", "PRAGMA_a"] {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output("sql --as '\(name)' SELECT 1;") }
      #expect(error?.message.hasPrefix("--as is '\(name)', expected a name ") == true)
    }
  }

  /// A command's own seed goes before the session's.
  @Test func seeds() throws {
    func draw(_ commands: String) throws -> String {
      let interpreter = Interpreter()
      try interpreter.output("load sim:routerbench --queries 60\n" + commands + "\nset format csv")
      return try interpreter.output("sql SELECT group_concat(query_id) AS ids FROM queries WHERE part = 'train'")
    }
    #expect(try draw("set seed 5\nsplit --train 50%") == draw("split --train 50% --seed 5"))
    #expect(try draw("set seed 5\nsplit --train 50% --seed 6") == draw("split --train 50% --seed 6"))
    #expect(try draw("split --train 50% --seed 5") != draw("split --train 50% --seed 6"))
  }
}
