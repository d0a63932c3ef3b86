import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct AdviceNothingTests {
  /// No model costs 0.25 or less: the cheapest costs 0.5.
  @Test func belowAllCostsTheCheapestIsTaken() throws {
    let (text, policy) = try ThreeModels.advised(40, faults: 1, "advise --budget 0.25 --folds 4 --repeats 1")
    #expect(
      text.contains(
        "no single model costs 0.25 USD or less, and what was chosen inside the folds does not keep to that either. The "
          + "cheapest is taken, single:tiny: quality 0.000 for 0.5 USD per query."), "\(text)")
    #expect(policy.contains("\"strategy\": \"single:tiny\"") && policy.contains("\"budget\": 0.5"), "\(policy)")
  }

  /// `fast` answers in 1 s and half of the queries rightly, `slow` all of them in 3 s, which is too late.
  @Test func aModelThatIsTooSlowIsNotTaken() throws {
    var csv = "query_id,model,quality,cost,latency\n"
    for query in 0..<40 { csv += "q\(query),fast,\(query % 2),1,1\nq\(query),slow,1,2,3\n" }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let text = try interpreter.output(
      "load \(folder.write(csv, to: "t.csv"))\nadvise --folds 4 --repeats 1 --latency-below 2"
    ).split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains(
        "what was chosen inside the folds, each strategy at a budget that reached that quality there, does not keep it: slow alone, quality 1.000 for 2 USD per query, does not "
          + "answer 95% of them within 2 s; mix does, with quality 0.524 for 1.05 USD per query."), "\(text)")
    #expect(try interpreter.output("status").contains("advice (mix)"))
  }
}
