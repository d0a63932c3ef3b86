import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct SplitCommandTests {
  private func counts(_ text: String) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }

  @Test func sharesAndSeedDecideThePartsNotTheOrder() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 1000\nset format json")
    let first = counts(try interpreter.output("split --train 30% --tune 0.2 --seed 5"))
    #expect(first.reduce(0, +) == 1000)
    // Binomial: 300 and 200 of 1,000, four standard deviations wide.
    #expect(abs(first[0] - 300) < 58 && abs(first[1] - 200) < 51, "\(first)")
    #expect(counts(try interpreter.output("split --train 30% --tune 0.2 --seed 5")) == first)
    #expect(counts(try interpreter.output("split --train 30% --tune 0.2 --seed 6")) != first)
  }

  /// Of two queries the standard split leaves none to train on.
  @Test func aSplitThatFailsIsNotAdvised() throws {
    let folder = try TemporaryFolder()
    let traces = "query_id,model,quality,cost\nq1,a,1,1\nq1,b,0,2\nq2,a,0,1\nq2,b,1,2\n"
    let path = try folder.write(traces, to: "t.csv")
    for split in ["--train 20% --tune 20%", "--train 50% --tune 0%"] {
      let error = thrown { () throws(Diagnostic) in
        try Interpreter().output("load \(path)\nsplit \(split)\nfit quality constant")
      }
      #expect(error?.text.contains("load more queries") == true && error?.text.contains("try: split") == false)
    }
  }

  @Test func aColumnSaysTheParts() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(counts(try interpreter.output("set format json\nsplit --by split")) == [1, 1, 1])
  }

  @Test func oneValueOfAColumnIsTheTestPart() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let parts = counts(try interpreter.output("set format json\nsplit --by split --test test --train 1"))
    #expect(parts == [2, 0, 1])
  }

  /// Everything that follows a sweep or a run works on what was measured out of fold.
  @Test func foldsServeEveryQueryOnce() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 300\npool gpt-4,mixtral,Yi")
    #expect(
      try interpreter.output("split --folds 4 --seed 3")
        == "300 queries in 4 folds; each fold is served by estimates fitted on the others\n")
    let fit = try interpreter.output("fit quality noisy --ante 0.6 --post 0.3")
    #expect(fit == "fitted quality noisy on 300 queries, out of fold (4 folds)\n")
    let run = try interpreter.output("run routing --budget 0.001 --as mine")
    #expect(run.contains("measured on 300 queries, out of fold"), "\(run)")
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM mine;").contains("300"))
    let sums = try interpreter.output(
      """
      set format json
      sql SELECT abs(sum(share * cost) / 300 - (SELECT avg(cost) FROM mine)) < 1e-9 AS same FROM decisions
      WHERE action = 'stop';
      sql SELECT part, count(*) AS n FROM queries GROUP BY part ORDER BY part;
      set format text
      """)
    #expect(sums.contains("\"same\":1"), "\(sums)")
    #expect(sums.contains("\"part\":\"fold 1\",\"n\":75") && sums.contains("\"part\":\"fold 4\",\"n\":75"), "\(sums)")
    let sweep = try interpreter.output(
      "sweep routing mix --budgets 3\ncompare\nmetrics\nreport\nplot path routing --budget 0.001\nlambda")
    #expect(sweep.contains("budgets, tuned and measured on 300 queries, out of fold (4 folds) (simulated)"), "\(sweep)")
    #expect(try interpreter.output("explain sim.00001").contains("answer: "))
  }

  /// A state holds the folds, not what was tuned on them; the results come back as they were.
  @Test func foldsSurviveAState() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/folds.json"
    let interpreter = Interpreter()
    let setUp = "load sim:routerbench --queries 200\npool gpt-4,mixtral\nsplit --folds 3 --repeats 2\n"
    try interpreter.output(
      setUp + "fit quality noisy --ante 0.6 --post 0.3\nsweep routing --budgets 3\nrun index --budget 0.001 --as mine")
    let before = try interpreter.output("sql SELECT * FROM points;\nsql SELECT sum(cost), sum(quality) FROM mine;")
    try interpreter.output("state save \(path)")
    let restored = Interpreter()
    try restored.output("state load \(path)")
    #expect(try restored.output("sql SELECT * FROM points;\nsql SELECT sum(cost), sum(quality) FROM mine;") == before)
  }

  @Test(arguments: [
    "split --by split --test nobody", "split --test test", "split --by split --test test --tune 1",
    "split --train 0", "split --train 60% --tune 40%", "split --train 2", "split --by nobody",
    "split --by split --seed 1", "split --folds 2", "split --folds 4", "split --repeats 2",
    "split --folds 3 --train 20%",
  ]) func whatLeavesNothingIsAnError(_ command: String) throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(throws: Diagnostic.self) { try interpreter.output(command) }
  }
}
