import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

/// 34 models on the 500 queries of SWE-bench Verified: 34 outcomes lack their score or their cost, on 28 queries up to three.
@Suite(.enabled(if: SharedData.hasTraces, "needs ../shared/data")) struct OpenHandsTests {
  private let interpreter = Interpreter()

  init() throws {
    let folder = SharedData.traces.appendingPathComponent("outside/openhands").path
    try interpreter.output(
      "load '\(folder)' --as oh\nset width 200\nsplit --train 40% --tune 20%\nfit quality constant")
  }

  /// One of the strategies needs features, which these traces do not have.
  @Test func everyQueryIsUsed() throws {
    let text = try interpreter.output("sweep routing index knn pairs mix --budgets 1")
    let parts = try interpreter.output(
      "set format csv\nsql SELECT part, count(*) FROM queries GROUP BY part ORDER BY part")
    let counts = parts.split(separator: "\n").dropFirst().map { Int($0.split(separator: ",")[1]) ?? 0 }
    #expect(counts.count == 3 && counts.reduce(0, +) == 500, "\(parts)")
    #expect(text.contains("measured on \(counts[0])"), "\(text)")
    for name in ["routing", "index", "pairs", "mix"] { #expect(text.contains("\n\(name) "), "\(name)\n\(text)") }
    #expect(text.contains("knn is left out") && text.contains("adjusted quality"))
    #expect(text.contains("34 models are offered on"))
  }

  /// DeepSeek-V3.2-Reasoner lacks three: its raw mean is that of 497 outcomes, and the adjusted one stands beside it.
  @Test func adjustedMeansStandBesideRawOnes() throws {
    let rows = try interpreter.output(
      "describe --as d\nset format csv\n"
        + "sql SELECT quality, adjusted_quality, coverage FROM d WHERE model = 'DeepSeek-V3.2-Reasoner'")
    let numbers = rows.split(separator: "\n").last?.split(separator: ",").compactMap { Double($0) } ?? []
    #expect(numbers.count == 3, "\(rows)")
    if numbers.count == 3 {
      #expect(abs(numbers[0] - 0.720322) < 1e-5 && numbers[0] != numbers[1] && abs(numbers[1] - numbers[0]) < 0.01)
      #expect(abs(numbers[2] - 0.994) < 1e-6)
    }
  }
}
