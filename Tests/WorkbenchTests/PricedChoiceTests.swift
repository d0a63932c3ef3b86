import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct PricedChoiceTests {
  /// Estimates say that large is right where it is not, so cascade routing falls back on mixing, which has no price; it has.
  /// `mix` itself has none.
  @Test func explainsTheLatestRunThoughItFellBack() throws {
    let folder = try TemporaryFolder()
    let interpreter = try MisledTraces.interpreter(in: folder, isMendedByRunning: false)
    try #require(try interpreter.output("run cascade-routing --budget 1.5").contains("does not beat mixing"))
    #expect(try interpreter.output("lambda").hasPrefix("cascade-routing on 20 tune queries"))
    #expect(try interpreter.output("lambda test0").hasPrefix("query test0, cascade-routing:"))
    #expect(try interpreter.output("run mix --budget 1.5\nlambda").contains("\nrouting on 20 tune queries"))
  }

  /// What is tuned without a price has none to show.
  @Test func aStrategyWithoutAPriceIsRefused() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("lambda mix") }
    #expect(error?.message == "STRATEGY is 'mix', expected a strategy with a price, such as routing or cascade-routing")
  }
}
