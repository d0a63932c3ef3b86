import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct ResultValueTests {
  private let interpreter = Interpreter()

  init() throws {
    try interpreter.output(
      "load sim:routerbench --queries 60\npool gpt-4,mistral-7b\nsplit --train 50% --tune 0%\nfit quality constant")
    try interpreter.output("run single:mistral --as r\nsweep mix --budgets 0.0005,0.001 --as s\nset format csv")
  }

  /// A row for each test query, as many as are neither train nor tune, of the costs and qualities that were recorded.
  @Test func aRunHasARowForEachTestQuery() throws {
    let differing = """
      sql SELECT count(*) AS n, sum(r.cost <> o.cost) AS costs, sum(r.quality <> o.quality) AS qualities
      FROM r JOIN outcomes o USING (query_id) WHERE o.model = 'mistral-7b';
      """
    let tests = try interpreter.output("sql SELECT count(*) AS n FROM queries WHERE part = 'test'")
    let count = tests.split(separator: "\n")[1]
    #expect(try interpreter.output(differing) == "n,costs,qualities\n\(count),0,0\n")
  }

  @Test func aSweepHasARowForEachStrategyAndBudget() throws {
    #expect(
      try interpreter.output("sql SELECT strategy, budget, reachable, fallback FROM s ORDER BY budget")
        == "strategy,budget,reachable,fallback\nmix,0.0005,yes,no\nmix,0.001,yes,no\n")
  }
}
