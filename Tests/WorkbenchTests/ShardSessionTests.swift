import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct ShardSessionTests {
  @Test func onlyWhatValuesFollowFrom() throws {
    let interpreter = try StateTraces.session(TemporaryFolder())
    try interpreter.output("set width 44\nset seed 9\nset reference off")
    let own = interpreter.session.specification(results: [])
    #expect(own.workspaces.map(\.name) == ["mine"] && own.current == "mine")
    #expect(own.results.isEmpty && own.variables.isEmpty)
    #expect(own.settings.seed == 9 && own.display.width == nil)
  }

  /// What a result was made from is compared with the set of that name, which others take the place of.
  @Test func setsOfResultsAreThere() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      """
      load sim:agentic --queries 60 --as a
      sweep mix --budgets 2 --as s
      load sim:agentic --queries 60 --as b
      load sim:agentic --queries 60 --as c
      """)
    #expect(interpreter.session.specification(results: []).workspaces.map(\.name) == ["c"])
    #expect(interpreter.session.specification(results: ["s"]).workspaces.map(\.name) == ["a", "c"])
  }

  @Test func isShownAsTheSessionThatMerges() throws {
    var settings = Settings()
    settings.seed = 5
    settings.display.width = 33
    settings.history = false
    var other = Settings()
    other.seed = 7
    let shown = Session(settings: other).shown(as: Session(settings: settings))
    #expect(shown.settings.seed == 7 && shown.display.width == 33 && !shown.settings.history)
  }
}
