import CommandLanguage
import CrouteLanguage
import Display
import Mathematics
import SessionFiles
import Testing

@Suite struct CellRunnerTests {
  private let interpreter = Interpreter()
  private let io = ReplayFrontEnd()

  /// Executes the only cell of a file; what came of it.
  private func run(_ text: String) throws -> (cell: SessionCell, result: CellResult) {
    let cell = try #require(try sessionFile(text).cells.first)
    let error = CellRunner(interpreter, io: io, name: "f.md").run(cell)
    return (cell, CellResult(bundles: io.take(), error: error))
  }

  @Test func outputsThenTheError() throws {
    let (cell, result) = try run("\n'''croute tags=[\"raises-exception\"]\necho a\nset sed 7\necho never\n'''\n")
    #expect(result.text == "a\nerror: unknown setting 'sed'\ndid you mean 'seed'?\n")
    #expect(result.error?.diagnostic.text.hasPrefix("f.md:4:5: error: ") == true)
    #expect(result.error?.isExpected(by: cell) == true && result.error?.isInterruption == false)
    #expect(try run("'''croute\necho b\n'''\n").result.text == "b\n")
    #expect(
      CellResult(bundles: [Bundle(text: "half a line")], error: result.error).text.hasPrefix("half a line\nerror: "))
  }

  @Test func errorsWithoutTheTagAreNotExpected() throws {
    let (cell, result) = try run("'''croute tags=[\"other\"]\nnonsense\n'''\n")
    #expect(result.error?.isExpected(by: cell) == false)
  }

  @Test func quitEndsTheCell() throws {
    #expect(try run("'''croute\necho a\nquit\necho never\n'''\n").result.text == "a\n")
    #expect(interpreter.isFinished)
  }

  @Test func timeoutsAreExcusedByNoTag() throws {
    interpreter.isFinished = false
    let long = "load sim:routerbench --queries 36497\nfit quality noisy --ante 0.6 --post 0.3\nsweep all --budgets 2000"
    let (cell, result) = try run("'''croute timeout=0.2 tags=[\"raises-exception\"]\n\(long)\necho never\n'''\n")
    #expect(result.error?.isTimeout == true && result.error?.isExpected(by: cell) == false)
    #expect(result.error?.isInterruption == false)
    #expect(result.text.contains("error: the cell took longer than 0.2 s\n"))
    // What comes after is not cancelled.
    #expect(try run("'''croute\necho on\n'''\n").result.text == "on\n")
  }

  @Test func interruptions() throws {
    let flag = CancellationFlag(isForOnce: true)
    let cell = try #require(try sessionFile("'''croute tags=[\"raises-exception\"]\necho a\n'''\n").cells.first)
    flag.cancel()
    let error = CellRunner(interpreter, io: ReplayFrontEnd(cancellation: flag), name: nil).run(cell)
    #expect(error?.isInterruption == true && error?.isExpected(by: cell) == false)
  }

  /// Columns are those of the file, whose line is shown.
  @Test func errorsInListItems() throws {
    let (_, result) = try run("1. a\n\n   '''croute\n   set sed 7\n   '''\n")
    #expect(
      result.error?.diagnostic.text
        == "f.md:4:8: error: unknown setting 'sed'\n     set sed 7\n         ^~~\ndid you mean 'seed'?\n")
  }
}
