import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct FitsTests {
  private func estimates(_ fit: String) throws -> String {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\n\(fit)\nset format csv")
    return try interpreter.output(
      "sql SELECT query_id, model, ante, post FROM estimates ORDER BY query_id, model LIMIT 20")
  }

  /// The parameters and the seed belong to the fit; the session's seed counts where none is given.
  @Test func noiseFollowsItsSeed() throws {
    let first = try estimates("fit quality noisy --ante 0.6 --post 0.3")
    #expect(try estimates("fit quality noisy --ante 0.6 --post 0.3 --seed 0") == first)
    #expect(try estimates("fit quality noisy --ante 0.6 --post 0.3 --seed 1") != first)
    #expect(try estimates("set seed 1\nfit quality noisy --ante 0.6 --post 0.3") != first)
    #expect(try estimates("fit quality noisy --ante 0.7 --post 0.3") != first)
  }
}
