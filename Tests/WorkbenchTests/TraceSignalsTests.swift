import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct TraceSignalsTests {
  /// Noise on the truth of recorded traces is named wherever it leads to a result; on simulated ones it is the protocol.
  @Test func whatIsMadeFromTheTruthIsNamed() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 { traces += "q\(query),small,\(query % 3 == 0 ? 1 : 0),1\nq\(query),large,1,4\n" }
    let interpreter = Interpreter()
    try interpreter.output("load \(try folder.write(traces, to: "t.csv"))")
    let commands = [
      "fit quality noisy --ante 0.6 --post 0.3", "run routing --budget 2", "sweep routing mix --budgets 2,3", "compare",
      "metrics", "report", "explain q1 routing --budget 2",
    ]
    for command in commands {
      let text = try interpreter.output(command).split { $0.isWhitespace }.joined(separator: " ")
      #expect(text.contains("estimates were made from the truth"), "\(command): \(text)")
    }
    let simulated = try Interpreter().output(
      "load sim:routerbench --queries 100\npool gpt-4,mixtral\n" + commands[0] + "\nsweep routing --budgets 3")
    #expect(!simulated.contains("from the truth"))
  }
}
