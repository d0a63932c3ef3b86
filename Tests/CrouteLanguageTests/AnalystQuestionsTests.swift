import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Questions that nobody foresaw, about the outcomes of real models, each answered with a command or two.
///
/// The figures come from python3 and numpy on the raw files: csv.DictReader or json.load, an array of queries by models,
/// and what stands beside each question. No decision of a strategy was taken from croute: both cascades of question 3, whose
/// estimates are functions of the file, were written in python3 again.
@Suite(.enabled(if: SharedData.hasTraces, "needs ../shared/data")) struct AnalystQuestionsTests {
  private let interpreter = Interpreter()
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // MARK: the traces

  private func file(_ path: String) -> String { SharedData.traces.appendingPathComponent(path).path }

  private func loadRouterBench(_ names: String...) throws {
    let paths = names.flatMap { ["\($0)_train", "\($0)_test"] }.map { "'" + file("routerbench/\($0).csv") + "'" }
    try interpreter.output("load \(paths.joined(separator: " ")) --as rb")
  }

  private func loadChain(_ name: String) throws {
    try interpreter.output(
      "load '\(file("cascades/\(name).csv"))' --map quality=correct,cost=cost_usd,confidence=raw_confidence --as \(name)"
    )
  }

  // MARK: what came of a command

  /// The cells of a table, row by row, without the heading.
  private func rows(_ command: String) throws -> [[String]] {
    try interpreter.output("set format csv\nset quiet on")
    defer { _ = try? interpreter.output("set format text") }
    return try interpreter.output(command).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func object(_ command: String) throws -> [String: Any] {
    try interpreter.output("set format json")
    defer { _ = try? interpreter.output("set format text") }
    let text = try interpreter.output(command)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func isNear(_ text: String, _ value: Double) -> Bool {
    Double(text).map { abs($0 - value) <= 1e-9 * max(1, abs(value)) } ?? false
  }

  // MARK: questions

  /// 1. On which group does a model at a tenth of the price beat the dear one? Means by eval_name.
  @Test func onWhichGroupTheCheaperModelWins() throws {
    try loadRouterBench("arc_challenge", "winograde")
    try interpreter.output("describe --by group --as g")
    let found = try rows(
      """
      sql SELECT y."group", y.quality, c.quality FROM g AS y JOIN g AS c ON y."group" = c."group"
      WHERE y.model LIKE '%Yi-34B%' AND c.model = 'claude-v1' AND y.quality > c.quality
      """)
    #expect(found.count == 1 && found[0][0] == "winogrande")
    #expect(isNear(found[0][1], 955.0 / 1267) && isNear(found[0][2], 712.0 / 1267))
  }

  /// 2. What share of queries does no model solve? (q.max(1) <= 0).sum() = 22 of 1,484.
  @Test func whatNobodySolves() throws {
    try loadRouterBench("arc_challenge")
    #expect(abs(try #require(try object("describe")["unsolved"] as? Double) - 22.0 / 1484) < 1e-14)
    #expect(try interpreter.output("filter solved_by = 0").contains(": 22 of 1,484 queries"))
  }

  /// 3. What did the queries cost on which a cascade stopped early and was wrong? llama3.2-1b, llama3.1-8b and
  /// llama3.1-405b run in turn until exp(confidence) reaches 0.8 and 0.9, on the 1,531 test queries: 162 end after the
  /// first, 403 after the second; of these 565 are 66 wrong, at a mean of 3.660606e-05.
  @Test func whatStoppingEarlyAndWrongCost() throws {
    try loadChain("mmlu")
    // The answers' own probability as the estimate once they are there; half before.
    try interpreter.output(
      """
      split --by split
      pool llama3.2-1b,llama3.1-8b,llama3.1-405b
      sql --as e SELECT query_id, model, 0.5 AS ante, exp(confidence) AS post, cost AS cost_ante, cost AS cost_post
      FROM outcomes;
      write e '\(folder.path)/e.csv'
      fit table '\(folder.path)/e.csv' --unfused
      run threshold --thresholds 0.8,0.9
      """)
    let found = try rows(
      """
      sql SELECT count(*), avg(cost), count(*) * 1.0 / (SELECT count(*) FROM decisions WHERE action = 'stop')
      FROM decisions WHERE action = 'stop' AND step <= 3 AND quality = 0
      """)
    #expect(found[0][0] == "66" && isNear(found[0][1], 3.660606060606061e-05) && isNear(found[0][2], 66.0 / 1531))
    let ends = try rows("sql SELECT count(*) FROM decisions WHERE action = 'stop' GROUP BY step ORDER BY step")
    #expect(ends == [["162"], ["403"], ["966"]])
  }

  /// And where cascade routing did? Estimates before a run are the train means, of deviation 0.3; afterwards as above; the
  /// price is 500. In python3: E[max] by the trapezoidal rule on 20,001 points, the set of the greatest trade-off (rounded
  /// to 6 decimals), its member of the greatest reservation value (bisection) next, until the set is what has run. Wrong
  /// before all three had run: 303 of 1,531, at a mean of 5.574884e-05; paths by their number.
  @Test func whatCascadeRoutingCostWhereItStoppedEarly() throws {
    try loadChain("mmlu")
    try interpreter.output(
      """
      split --by split
      pool llama3.2-1b,llama3.1-8b,llama3.1-405b
      sql --as e WITH m AS (
        SELECT model, avg(quality) AS q, avg(cost) AS c FROM outcomes JOIN queries USING (query_id)
        WHERE part = 'train' GROUP BY model)
      SELECT query_id, model, q AS ante, exp(confidence) AS post, c AS cost_ante, cost AS cost_post
      FROM outcomes JOIN m USING (model);
      write e '\(folder.path)/e.csv'
      fit table '\(folder.path)/e.csv' --sigma 0.3,0.3,0.3
      run cascade-routing --lambda 500
      """)
    let found = try rows(
      "sql SELECT count(*), avg(cost) FROM decisions WHERE action = 'stop' AND step <= 3 AND quality = 0")
    #expect(found[0][0] == "303" && isNear(found[0][1], 5.574884488448845e-05))
    let paths = try rows(
      """
      sql SELECT path, count(*) FROM (
        SELECT group_concat(model, '+') AS path FROM decisions WHERE action = 'run' GROUP BY query_id
      ) GROUP BY path ORDER BY path
      """)
    #expect(
      paths == [
        ["llama3.1-8b", "604"], ["llama3.1-8b+llama3.2-1b", "479"], ["llama3.1-8b+llama3.2-1b+llama3.1-405b", "448"],
      ])
    #expect(abs(Double(try rows("sql SELECT avg(quality) FROM _run")[0][0])! - 0.720444154147616) < 1e-9)
  }

  /// 4. Which two models together solve most? The greatest mean of max(q_a, q_b): gpt-4 with gpt-3.5 or claude-v1, 1,428
  /// of 1,484; of equals the cheaper is named.
  @Test func whichTwoSolveMost() throws {
    try loadRouterBench("arc_challenge")
    #expect(
      try interpreter.output("describe --agreement").contains(
        "best pair: gpt-3.5-turbo-1106 and gpt-4-1106-preview, quality 0.9623"))
    let found = try rows("sql SELECT model, other, together FROM _ ORDER BY together DESC LIMIT 3")
    #expect(found.map { $0[0] }.prefix(2).sorted() == ["claude-v1", "gpt-3.5-turbo-1106"])
    #expect(
      isNear(found[0][2], 1428.0 / 1484) && isNear(found[1][2], 1428.0 / 1484) && !isNear(found[2][2], 1428.0 / 1484))
  }

  /// 5. How much does a model's confidence tell about its being right? The share of (right, wrong) pairs in order.
  @Test func whatConfidenceTells() throws {
    try loadChain("mmlu")
    let found = try rows("sql SELECT model, auroc(confidence, quality) AS a FROM outcomes GROUP BY model ORDER BY a")
    #expect(found.count == 9 && found[0][0] == "llama3.2-1b" && found[8][0] == "llama3.1-405b")
    #expect(isNear(found[0][1], 0.6496010977114853) && isNear(found[8][1], 0.8622140066964286))
  }

  /// 6. What does a solved problem cost? c.sum(0) / q.sum(0): the cheapest model is not the cheapest here.
  @Test func whatASolvedProblemCosts() throws {
    try loadChain("gsm8k")
    let found = try rows(
      "sql SELECT model, sum(cost) / sum(quality) AS price FROM outcomes GROUP BY model ORDER BY price")
    #expect(found.prefix(2).map { $0[0] } == ["llama3.2-3b", "llama3.2-1b"] && found[8][0] == "gpt-4o")
    #expect(isNear(found[0][1], 8.454163568773235e-05) && isNear(found[1][1], 0.00012781073446327686))
    #expect(isNear(found[8][1], 0.0044260877192982455))
  }

  /// 7. Are long queries harder? Quarters of len(prompt) by numpy.quantile: 372, 372, 369 and 371 queries.
  @Test func whetherLongQueriesAreHarder() throws {
    try loadRouterBench("arc_challenge")
    try interpreter.output("describe --by prompt_length --as l")
    let all = try rows("sql SELECT queries, quality FROM l WHERE model LIKE 'gpt-4%'")
    #expect(all.map { $0[0] } == ["372", "372", "369", "371"])
    for (row, quality) in zip(all, [0.9543010752688172, 0.9543010752688172, 0.9566395663956639, 0.9164420485175202]) {
      #expect(isNear(row[1], quality))
    }
  }

  /// 8. Which queries does one model alone solve, and which model? ((q > 0).sum(1) == 1).sum() = 36: 15 gpt-4, 11 gpt-3.5.
  @Test func whatOneModelAloneSolves() throws {
    try loadRouterBench("arc_challenge")
    #expect(try interpreter.output("filter solved_by = 1").contains(": 36 of 1,484 queries"))
    let found = try rows(
      "sql SELECT model, count(*) AS n FROM outcomes WHERE quality > 0 GROUP BY model ORDER BY n DESC LIMIT 2")
    #expect(found == [["gpt-4-1106-preview", "15"], ["gpt-3.5-turbo-1106", "11"]])
    // And where is the cheapest right and the dearest wrong? (q[:, mistral] > q[:, gpt4]).sum().
    try interpreter.output("filter off")
    #expect(try interpreter.output("filter mistral-7b.quality > gpt-4.quality").contains(": 11 of 1,484 queries"))
  }

  /// 9. How sure must the smallest model be for nine answers in ten to be right, and how often is it? Sorted by falling
  /// confidence, the last place at which the mean of quality so far is at least 0.9: 103 of 1,816, down to -0.10204487.
  @Test func howSureIsSureEnough() throws {
    try loadChain("mmlu")
    let found = try rows(
      """
      sql SELECT max(place), min(confidence) FROM (
        SELECT confidence, row_number() OVER w AS place, avg(quality) OVER w AS so_far
        FROM outcomes WHERE model = 'llama3.2-1b' WINDOW w AS (ORDER BY confidence DESC)
      ) WHERE so_far >= 0.9
      """)
    #expect(found[0][0] == "103" && isNear(found[0][1], -0.10204487))
  }

  /// 10. Is gpt-4o better than llama3.1-70b, or is it chance? On the test part it is better by 33/1,531, for 3.0247e-04
  /// more; 1.96 standard errors of the paired difference either side are .0011 and .0420 (the bootstrap's ends are within
  /// .002 of that, twice what 2,000 resamples are off by).
  @Test func whetherADifferenceIsChance() throws {
    try loadChain("mmlu")
    try interpreter.output(
      "split --by split\nfit quality constant\nrun single:llama3.1-70b --as a\nrun single:gpt-4o --as b")
    try interpreter.output("compare a b --bootstrap 2000 --as c")
    let found = try rows(
      "sql SELECT quality_difference, quality_difference_low, quality_difference_high, cost_difference FROM c WHERE result = 'b'"
    )[0]
    #expect(isNear(found[0], 33.0 / 1531) && isNear(found[3], 0.00030247210973220116))
    let (low, high) = (try #require(Double(found[1])), try #require(Double(found[2])))
    #expect(abs(low - 0.00114) < 0.002 && abs(high - 0.04197) < 0.002, "\(low) \(high)")
  }

  /// 11. What would llama3.1-70b's quality cost with other models mixed? The hull of the train means is llama3.2-3b,
  /// gpt-4o-mini, qwen2.5-72b; between the last two, by their test means, that quality costs 93.996% of its price.
  @Test func whatAQualityCosts() throws {
    try loadChain("mmlu")
    try interpreter.output(
      "split --by split\nfit quality constant\nsweep mix\ncompare --at-quality llama3.1-70b --as c")
    let found = try rows("sql SELECT value, relative, level FROM c WHERE strategy = 'mix'")[0]
    #expect(isNear(found[0], 0.0001619417164532389) && isNear(found[1], 0.9399574625560757), "\(found)")
    #expect(isNear(found[2], 1247.0 / 1531))
  }

  /// 12. Which model answers 19 times in 20 within 300 ms, and is best at that? numpy.quantile(latency, .95): 236.22 ms.
  @Test func whatIsFastAndGood() throws {
    try loadChain("mmlu")
    let found = try rows(
      """
      sql SELECT model, quantile(latency_ms, 0.95) AS slow, avg(quality) AS q FROM outcomes
      GROUP BY model HAVING slow <= 300 ORDER BY q DESC LIMIT 1
      """)[0]
    #expect(found[0] == "qwen2.5-32b-coder-instruct")
    #expect(isNear(found[1], 236.22) && isNear(found[2], 1388.0 / 1816))
  }

  /// 13. Does a model that says that it does not know know it? re.search of its answer, heeding no case: 21 of 500, of
  /// mean quality .0952, the others' .4734.
  @Test func whetherRefusalsAreRight() throws {
    try interpreter.output("load '\(file("graded/router_train_data_nq.json"))' --as nq")
    let refusal = "'/\\b(cannot|can.t|do not have|don.t have)\\b/'"
    func quality() throws -> Double {
      let models = try #require(try object("describe")["models"] as? [[String: Any]])
      let gemma = try #require(models.first { ($0["model"] as? String)?.contains("gemma") == true })
      return try #require(gemma["quality"] as? Double)
    }
    #expect(try interpreter.output("filter gemma.answer ~ \(refusal)").contains(": 21 of 500 queries"))
    #expect(abs(try quality() - 0.09523809523809523) < 1e-12)
    try interpreter.output("filter off\nfilter gemma.answer !~ \(refusal)")
    #expect(abs(try quality() - 0.4733577822021048) < 1e-12)
  }
}
