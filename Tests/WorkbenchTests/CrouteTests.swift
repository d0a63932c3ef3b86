import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct CrouteTests {
  /// More selections than are kept at once: the first, asked for again, is what it was.
  @Test func whatIsForgottenIsComputedAgain() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 200\nset format csv")
    func count(_ least: Int) throws -> String {
      try interpreter.output(
        "filter off\nfilter best_quality >= 0.\(least)\nsplit --train 40% --seed \(least)\n"
          + "sql SELECT part, count(*) AS n FROM queries GROUP BY part")
    }
    let first = try count(10)
    var others: Set<String> = [first]
    for least in 11..<42 { others.insert(try count(least)) }
    #expect(try count(10) == first && others.count > 10)
  }

  @Test func aSessionMayBeginWithSettings() throws {
    var settings = Settings()
    settings.seed = 9
    settings.display.width = 44
    #expect(try Interpreter(settings: settings).output("set seed\nset width") == "seed is 9\nwidth is 44\n")
  }
}
