import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct AgreementPageTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  @Test func agreement() throws {
    let text = try interpreter.output("describe --agreement")
    #expect(
      text.hasPrefix(
        """
        t: 4 queries, 3 models, cost in USD

        tie rate: queries on which both are equally good, in %
           model    1   2   3
           ------  --  --  --
        1  small    -  75   0
        2  middle  75   -  33
        3  large    0  33   -

        """), "\(text)")
    // small with middle 1/√3; the others on queries 1, 2, 4: 1, 0, 0 and 1, 1, 0 with 0, 1, 1/2.
    #expect(text.contains("1  small     -  58  -87\n2  middle   58   -    0\n"), "\(text)")
    #expect(text.contains("best pair: small and large, quality 0.8333"))
  }

  /// For machines the result rather than the matrix.
  @Test func csvIsTheResult() throws {
    let lines = try interpreter.output("set format csv\ndescribe --agreement").split(separator: "\n")
    #expect(lines[0] == "model,other,queries,agreement,model_better,other_better,correlation,together")
    #expect(lines.count == 4 && lines[1].hasPrefix("small,middle,4,0.75,0.0,0.25,0.57735"))
    #expect(lines[2].hasPrefix("small,large,3,0.0,0.3333333333333333,0.6666666666666666,-0.86602"))
  }
}
