import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct RepriceCommandTests {
  private func costs(_ interpreter: Interpreter, _ commands: String) throws -> String {
    try interpreter.output(
      commands + "\nset format csv\nsql SELECT model, sum(cost) AS sum FROM outcomes GROUP BY model ORDER BY model;\n"
        + "set format text")
  }

  @Test func factorsApplyToWhatIsWorkedOnFromThenOn() throws {
    let file = try SmallTraceFile()
    let text = try costs(file.interpreter, "reprice small=0.5x large=2x")
    #expect(text.contains("repriced small, large"), "\(text)")
    #expect(
      text.contains("large,24\nmiddle,8\nsmall,2\n") || text.contains("large,24.0\nmiddle,8.0\nsmall,2.0\n"), "\(text)")
    #expect(try file.interpreter.output("undo\nreprice middle=0x").contains("repriced middle"))
  }

  @Test func resultsFromBeforeAreNamed() throws {
    let file = try SmallTraceFile()
    let text = try file.interpreter.output("sql --as before SELECT 1 AS one;\nreprice small=0.5x")
    #expect(text.contains("results from before keep the old costs: before"), "\(text)")
  }

  @Test func pricesFromAListSurviveInAState() throws {
    let folder = try TemporaryFolder()
    let traces = try folder.write(
      "query_id,model,quality,cost,tokens_in,tokens_out\nq,v/a,1,9,1000,200\nq,b,1,7,1000,200\n", to: "t.csv")
    let prices = try folder.write("model,input,output\na,2,10\n", to: "prices.csv")
    let interpreter = Interpreter()
    let text = try costs(interpreter, "load \(traces)\nreprice --prices \(prices)")
    #expect(text.contains("v/a has the prices of a"), "\(text)")
    #expect(text.contains("no price for b: costs as recorded"), "\(text)")
    #expect(text.contains("v/a,0.004\n"), "\(text)")
    try interpreter.output("reprice b=2x\nstate save \(folder.path)/s.json")
    let other = Interpreter()
    let restored = try costs(other, "state load \(folder.path)/s.json")
    #expect(restored.contains("b,14") && restored.contains("v/a,0.004\n"), "\(restored)")
  }

  @Test func whatIsWrongIsSaid() throws {
    let file = try SmallTraceFile()
    let folder = try TemporaryFolder()
    let prices = try folder.write("model,input,output\nsmall,2,10\n", to: "prices.csv")
    for (command, part) in [
      ("reprice", "MODEL=FACTORx is missing"), ("reprice small", "gpt-4=0.5x"),
      ("reprice small=0.5", "MODEL=FACTORx is"),
      ("reprice small=-1x", "MODEL=FACTORx is"), ("reprice nobody=2x", "nobody"),
      ("reprice --prices \(prices)", "record no tokens"),
      ("reprice small=2x --prices \(prices)", "unexpected argument"),
    ] {
      do {
        try file.interpreter.output(command)
        Issue.record("no error: \(command)")
      } catch {
        #expect(error.text.contains(part), "\(command): \(error.text)")
      }
    }
  }
}
