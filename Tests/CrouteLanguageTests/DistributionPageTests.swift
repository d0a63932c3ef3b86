import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct DistributionPageTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  /// Quality of large: 0, 1, 1/2; costs are the same on every query.
  @Test func distributions() throws {
    let text = try interpreter.output("describe --distributions")
    #expect(text.contains("large       0  0.25     0.5  0.75     1   0.5        3\n"), "\(text)")
    #expect(text.contains("middle      2    2       2    2     2     2        4\n"), "\(text)")
    let full = try interpreter.output("pool small,middle\ndescribe --distributions")
    #expect(!full.contains("answers"))
  }
}
