import CommandLanguage
import CrouteTestSupport
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ExplanationTests {
  /// The small and the large model tie at lambda 0.1: (0.8 - 0.5)/(4 - 1). What the draw does, and what the other rule would.
  @Test func theDrawBetweenTies() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("run routing --budget 2")
    let text = try interpreter.output("explain c").split { $0.isWhitespace }.joined(separator: " ")
    let isDear = text.contains(
      ", below gamma = 0.333: the high-cost rule serves the query (the low-cost rule would run small)")
    let isCheap = text.contains(
      ", not below gamma = 0.333: the low-cost rule serves the query (the high-cost rule would run large)")
    #expect(text.contains("gamma = 0.333") && isDear != isCheap, "\(text)")
    #expect(text.contains("tie: \(isDear ? "large and small" : "small and large"); the"))
  }

  /// Without a price the regret is in quality: the small model's answer is worth 0, the large one's 1.
  @Test func regretWithoutAPrice() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c single:small").split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains(
        "in hindsight, large alone would have been best (quality 1.000 for 4 USD); regret in quality 1.0000"))
  }
}
