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
