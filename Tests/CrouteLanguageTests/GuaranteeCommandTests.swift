import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct GuaranteeCommandTests {
  /// Two models, right on the same queries: nothing is ever lost by the cheap one. 0 of `count` test queries: .98^count.
  private func interpreter(count: Int) throws -> Interpreter {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for (part, count) in [("train", 20), ("tune", 20), ("test", count)] {
      for query in 0..<count {
        for (model, cost) in [("small", 1), ("large", 4)] {
          traces += "\(part)\(query),\(model),\(query % 3 == 0 ? 0 : 1),\(cost),\(part)\n"
        }
      }
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(traces, to: "t.csv"))\nsplit --by split")
    return interpreter
  }

  @Test func whatLosesNothingIsCertified() throws {
    let text = try interpreter(count: 150).output("guarantee mix --reference large --loss 0.02")
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains("with 95% confidence, mix at budget 1 USD loses on average at most 0.02 of quality to large, on"),
      "\(text)")
  }

  /// What was not measured is not guaranteed: large has no outcome on every seventh query, and a log only those of its choices.
  @Test(arguments: [("guarantee mix", "a guarantee"), ("run mix --budget 1.5 --cap 3", "--cap")])
  func missingOutcomesAreRefused(_ command: String, _ what: String) throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 {
      traces += "q\(query),small,\(query % 2),1\n" + (query % 7 == 0 ? "" : "q\(query),large,1,2\n")
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(traces, to: "holes.csv"))\nsplit --train 30% --tune 30%")
    let error = thrown { () throws(Diagnostic) in try interpreter.output(command) }
    #expect(error?.message == "\(what) needs every model's outcome on every query, and some are missing")
    #expect(error?.suggestion == "try: pool all --complete")
    #expect(
      try LoggedTraceFile().failure("split --train 30% --tune 30%\nrun mix --budget 2 --cap 9")
        == "--cap needs every model's outcome on every query, and a log has those of its own choices only")
  }

  /// .98^100 is .13; it takes 149 queries.
  @Test func tooFewQueriesAreSaid() throws {
    let text = try interpreter(count: 100).output("guarantee mix --reference large --loss 2%")
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("nothing is certified") && text.contains("it would take about 149 test queries"), "\(text)")
  }

  /// Between the reference's cost and the cheapest there is only one budget where the reference is the cheapest.
  @Test func theCheapestReferenceIsTestedOnce() throws {
    let text = try interpreter(count: 150).output("guarantee mix --reference small --loss 2%")
    #expect(text.matches(of: /passed/).count == 1 && text.contains("mix at budget 1 USD loses"), "\(text)")
  }

  @Test func foldsAreNoFreshQueries() throws {
    #expect(throws: Diagnostic.self) { try interpreter(count: 100).output("split --folds 3\nguarantee mix") }
  }

  /// What knows the truth of test queries promises nothing of queries to come.
  @Test(arguments: ["guarantee oracle", "run oracle --budget 2 --confidence 95%"])
  func aBoundIsNoStrategy(_ command: String) throws {
    let interpreter = try interpreter(count: 150)
    let error = thrown { () throws(Diagnostic) in try interpreter.output(command) }
    #expect(error?.message == "oracle knows every outcome beforehand: it is an upper bound, not a strategy")
  }
}
