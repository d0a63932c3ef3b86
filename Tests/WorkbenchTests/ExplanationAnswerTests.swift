import CommandLanguage
import CrouteLanguage
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ExplanationAnswerTests {
  /// An answer that moves what is believed of others is shown to do so, and a large pool is cut.
  @Test func beliefsMove() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:agentic\nfit quality irt --judge")
    let text = try interpreter.output("explain sim.00003 index --lambda 0.1")
    #expect(text.contains("it also changes the estimates of other models:"))
    #expect(text.contains("q^ before  after  sigma before  after"))
    #expect(text.contains("12 models with lower trade-offs left out") && text.contains("more changed less"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
