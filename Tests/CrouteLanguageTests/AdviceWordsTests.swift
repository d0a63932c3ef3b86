import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct AdviceWordsTests {
  /// Five faults in 100 are just what tuning allows itself. A fold of 20 without a fault leaves all five to 80 queries: there
  /// the choice is another.
  @Test func whatTheFoldsServedIsSaid() throws {
    let (text, policy) = try ThreeModels.advised(100, faults: 5, "advise --within 10% --folds 5 --repeats 1")
    #expect(
      text.contains(
        "On these 100 queries, take the cheaper model good alone. What was chosen inside the folds, mostly single:good, lets "
          + "good answer "), "\(text)")
    #expect(text.contains(" and gives quality ") && policy.contains("\"strategy\": \"single:good\""), "\(text)")
  }

  /// `a` is right on 33 of 60 queries and `b` on 34, so that the better one changes from fold to fold. What the choice is compared
  /// with is said.
  @Test func singleModelsThatAreChosenInsideTheFoldsAreSaid() throws {
    var csv = "query_id,model,quality,cost,x_odd\n"
    for query in 0..<60 {
      let (a, b) = (query % 2 == 0 || query % 20 == 1, query % 2 == 1 || query % 20 == 0 || query == 2)
      let odd = Double(query % 2) + Double(query) / 100_000
      csv += "q\(query),a,\(a ? 1 : 0),1,\(odd)\nq\(query),b,\(b ? 1 : 0),2,\(odd)\n"
    }
    let (folder, interpreter) = (try TemporaryFolder(), Interpreter())
    let text = try interpreter.output(
      "load \(folder.write(csv, to: "t.csv"))\nadvise --folds 5 --repeats 1"
    ).split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains(
        /for the single model to beat as the folds choose it \([ab] \d+% and [ab] \d+%\), at \d+% of its cost/),
      "\(text)")
  }

  /// The cheapest single model that reaches 0.5 is `good`; `tiny` and `good` in halves have about as much for three quarters of
  /// its cost, so that is what is chosen, and how near it comes to 0.5 is said.
  @Test func aQualityIsReachedByMixing() throws {
    let (text, _) = try ThreeModels.advised(40, faults: 1, "advise --at-quality 0.5 --folds 4 --repeats 1")
    #expect(
      text.contains("; that from the aim, 0.500, is ") && text.contains("against 0.975 for good alone"), "\(text)")
  }
}
