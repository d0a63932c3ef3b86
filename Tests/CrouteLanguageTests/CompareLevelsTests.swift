import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

@Suite struct CompareLevelsTests {
  @Test func sameQualityForLess() throws {
    let interpreter = try LevelTraces.session()
    let text = try interpreter.output("compare --at-quality large")
    let title = "the cost of quality 1.0000, that of large; costs are relative to large's 5 USD\n"
    #expect(text.hasPrefix(title), "\(text)")
    #expect(text.contains("routing: same quality as large for 60% of its cost (5"), "\(text)")
    try interpreter.output("set format json")
    let level = try #require(
      try LevelTraces.json(interpreter.output("compare --at-quality lar"))["at_quality"] as? [String: Any])
    #expect(level["model"] as? String == "large" && level["best"] as? String == "routing")
    let routing = try #require((level["strategies"] as? [[String: Any]])?.first)
    let ratio = try #require((routing["cost_ratio"] as? [String: [String: Double]])?["large"])
    // A query costs 1 or 5, a standard deviation of 2; the mean of 100 against 5 has a standard error of .04.
    #expect(try abs(#require(ratio["estimate"]) - 0.6) < 1e-12)
    #expect(try abs(#require(ratio["low"]) - (0.6 - 1.96 * 0.04)) < 0.012)
    #expect(try abs(#require(ratio["high"]) - (0.6 + 1.96 * 0.04)) < 0.012)
  }

  /// Within 10% of large's quality: .9 lies at 2.6 of routing's cost, 52% of 5.
  @Test func aLossMayBePutUpWith() throws {
    let text = try LevelTraces.session().output("compare --at-quality best --within 10%").split { $0.isWhitespace }
      .joined(separator: " ")
    let title = "the cost of quality 0.9000, 90% of large's; costs are relative to large's 5 USD"
    #expect(text.hasPrefix(title), "\(text)")
    #expect(text.contains("routing: within 10% of large's quality for 52% of its cost ("), "\(text)")
  }

}
