import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct ComplementarityPageTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  /// The figures are tested with the library; here is what people see of them.
  @Test func complementarity() throws {
    #expect(
      try interpreter.output("describe --complementarity") == """
        t: 4 queries, 3 models, cost in USD

        solved: quality above 0
        model   cost  solved  gained   lost  alone  together
        ------  ----  ------  ------  -----  -----  --------
        small      1   25.0%   25.0%   0.0%   0.0%     25.0%
        middle     2   50.0%   25.0%   0.0%   0.0%     50.0%
        large      4   50.0%   25.0%  25.0%  25.0%     75.0%
        note: 1 missing outcome counted as not solved

        """)
    let strict = try interpreter.output("describe --complementarity --solved 1")
    #expect(strict.contains("solved: quality at least 1\n"))
    #expect(strict.contains("large      4   25.0%    0.0%  25.0%   0.0%     50.0%\n"), "\(strict)")
  }
}
