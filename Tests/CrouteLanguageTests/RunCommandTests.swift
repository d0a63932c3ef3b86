import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import SessionTestSupport
import TestSupport
import Testing

@Suite struct RunCommandTests {
  /// Without costs and with perfect estimates every set of models is as good as any larger one; the search ends.
  @Test(.timeLimit(.minutes(30)), arguments: ["cascade-routing", "cascade", "index", "routing"])
  func costsThatAreAllZero(_ strategy: String) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<60).flatMap { query in
      (0..<5).map { model in "q\(query),m\(model),\((query + model) % 2),0\n" }
    }
    let path = try folder.write("query_id,model,quality,cost\n" + rows.joined(), to: "zero.csv")
    let text = try Interpreter().output(
      "load \(path)\nsplit --train 34% --tune 33%\nfit quality noisy --ante 0 --post 0\nrun \(strategy) --budget 0.001")
    // Of two models next to one another one is right.
    #expect(text.contains("\(strategy) at budget 0.001") && text.contains("quality 1.0000"), "\(text)")
  }

  /// Of two test queries, one needs large: single models have 0.5 for 1 and 1 for 4, the oracle 1 for (1 + 4) / 2.
  @Test func whatNeedsNoEstimatesAsksForNone() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for (id, part, small) in [("a", "train", 1), ("b", "tune", 0), ("c", "test", 1), ("d", "test", 0)] {
      traces += "\(id),small,\(small),1,\(part)\n\(id),large,1,4,\(part)\n"
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(try folder.write(traces, to: "t.csv"))\nsplit --by split")
    for (strategy, figures) in [
      ("single:small", "quality 0.5000, cost 1 "), ("mix --budget 4", "quality 1.0000, cost 4 "),
      ("oracle", "quality 1.0000, cost 2.5 "),
    ] {
      let text = try interpreter.output("run \(strategy)")
      #expect(text.contains(figures) && !text.contains("costs are estimated"), "\(strategy)")
    }
    #expect(try interpreter.output("sweep mix oracle").contains("oracle"))
    for command in ["run routing", "sweep mix index", "lambda routing", "plot lambda routing", "report"] {
      #expect(throws: Diagnostic.self, "\(command)") { try interpreter.output(command) }
    }
    // A saved session has them again.
    let state = "\(folder.path)/s.json"
    try interpreter.output("state save \(state)")
    let other = Interpreter()
    try other.output("state load \(state)")
    #expect(try other.output("explain d single:small").contains("answer: small's"))
  }
}
