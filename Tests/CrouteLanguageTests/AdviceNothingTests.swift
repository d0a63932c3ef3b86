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

  private func advice(_ csv: String, _ options: String) throws -> (text: String, interpreter: Interpreter) {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let text = try interpreter.output("load \(folder.write(csv, to: "t.csv"))\nadvise --repeats 1 \(options)")
    return (text.split { $0.isWhitespace }.joined(separator: " "), interpreter)
  }

  /// `fast` answers in 1 s and half of the queries rightly, `slow` all of them in 3 s. Within 2 s `fast` is the model to beat, within
  /// 0.5 s there is none.
  @Test func aModelThatIsTooSlowIsNotTaken() throws {
    var csv = "query_id,model,quality,cost,latency\n"
    for query in 0..<40 { csv += "q\(query),fast,\(query % 2),1,1\nq\(query),slow,1,2,3\n" }
    let (text, interpreter) = try advice(csv, "--folds 4 --latency-below 2")
    #expect(
      text.contains(
        "there is nothing to save: no single model in time is better than the cheapest, fast (quality 0.500 for 1 USD per query)."
      ),
      "\(text)")
    #expect(try interpreter.output("status").contains("advice (single:fast)"))
    let late = try advice(csv, "--folds 4 --latency-below 0.5").text
    #expect(
      late.contains(
        "what was chosen inside the folds is not sure to answer 95% of the queries within 0.5 s, nor is any single model."
      ),
      "\(late)")
  }

  /// `even` takes 9 s on odd queries, `odd` on even ones, so that none is in time. By hand: where each answers what it is fast on,
  /// quality is (1 + 0.8)/2 for (1.44 + 1)/2. Of the budgets that are tried up to 1.44, the dearest that is late for at most 2.5% is
  /// 1.44^(6.25/11), which asks `even` on 2.4% more for 0.1 each. That is below 0.99 x (1 + 0.9)/2, which `even` has, and whatever
  /// reaches that is late. Every fold has as many odd queries as even ones.
  @Test func whereNoSingleModelIsInTimeItIsSaid() throws {
    var csv = "query_id,model,quality,cost,latency,group\n"
    for query in 0..<60 {
      let isOdd = query % 2
      csv += "q\(query),even,\([1, 0.9][isOdd]),1.44,\([1, 9][isOdd]),g\(isOdd)\n"
      csv += "q\(query),odd,\([0, 0.8][isOdd]),1,\([9, 1][isOdd]),g\(isOdd)\n"
    }
    let text = try advice(csv, "--folds 5 --latency-below 2").text
    #expect(
      text.contains(
        "On these 60 queries, no single model answers 95% of them within 2 s; routing by linear does, with quality 0.902 for 1.23 USD "
          + "per query. Against even alone, quality 0.950 for 1.44 USD per query, what was chosen inside the folds does not reach "
          + "that quality, not even on the queries that it is tuned on."), "\(text)")
    #expect(try !advice(csv, "--folds 5 --latency-below 9").text.contains("no single model"))
  }
}
