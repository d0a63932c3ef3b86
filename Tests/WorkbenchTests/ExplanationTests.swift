import CommandLanguage
import CrouteTestSupport
import Foundation
import Routing
import SessionTestSupport
import TestSupport
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

  /// The first price of a cascade has no effect. By hand: small is worth 0 and large 1, so at 0.1 large runs after small, for 5; alone
  /// it would have been worth 1 - 0.1 x 4, and both are worth 1 - 0.1 x 5.
  @Test func regretAtSeveralPrices() throws {
    let folder = try TemporaryFolder()
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let path = folder.path + "/p.json"
    try interpreter.output("fit quality constant\nfit cost constant\nrun cascade --lambda 0.1\npolicy _ \(path)")
    let policy = try String(contentsOfFile: path, encoding: .utf8)
    let other = try folder.write(policy.replacing("[0.1, 0.1]", with: "[0.3, 0.1]"), to: "q.json")
    let one = try interpreter.output("run policy:\(path)\nexplain c")
    #expect(one.contains("regret at this price 0.1000"), "\(one)")
    let two = try interpreter.output("run policy:\(other)\nexplain c").split { $0.isWhitespace }.joined(separator: " ")
    #expect(two.contains("regret at the last price, 0.1, 0.1000"), "\(two)")
  }
}
