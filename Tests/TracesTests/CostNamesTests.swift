import TestSupport
import Testing
import Traces

@Suite struct CostNamesTests {
  private let files = ScratchTraces()

  @Test(arguments: [
    ("cost_eur", "EUR"), ("price_gbp", "GBP"), ("Cost (EUR)", "EUR"), ("cost [€]", "€"), ("cost_cents", "cents"),
    ("cost_micros", "micros"), ("cost_nanodollars", "nanodollars"), ("microdollars", "microdollars"),
    ("cost", nil), ("cost_usd", nil), ("Cost ($)", nil), ("runs[*].cost", nil), ("cost_usd_from_eur", nil),
  ]) func units(name: String, unit: String?) {
    #expect(NameKind.unit(ofCost: name) == (unit == "€" ? "EUR" : unit))
    #expect(NameKind.of(name) == .cost)
  }

  /// What a mapped column says its unit is, it is; USD where that is asked for.
  @Test(arguments: [("cost_eur", "EUR"), ("cost_micros", "micros"), ("Cost (EUR)", "EUR")])
  func otherUnitsAreNoDollars(column: String, unit: String) throws {
    let text = "query_id,model,quality,\(column)\nq,a,1,2\n"
    let traces = try files.load(text, to: "t.csv", LoadOptions(map: ["cost": column]))
    #expect(traces.cost == [2] && traces.costUnit == .relative)
    #expect(
      traces.guesses == [
        "\(column) seems to hold \(unit), not USD: costs are in units of that; --cost usd takes them as USD"
      ])
    let dollars = try files.load(text, to: "t.csv", LoadOptions(cost: .usd, map: ["cost": column]))
    #expect(dollars.costUnit == .usd && dollars.guesses.isEmpty)
  }

  /// What judging an answer cost is no cost of the answer.
  @Test(arguments: ["judge_cost", "evaluationCost", "evaluation_cost", "grader_cost", "scorer_cost"])
  func costsOfOthers(column: String) throws {
    let traces = try files.load("query_id,model,quality,\(column)\nq,a,1,2\n", to: "t.csv")
    #expect(traces.unreadCosts.isEmpty && traces.costSource == .equal)
    // A row per query: it is no model either.
    let wide = try files.load("id,a,b,\(column)\nq,1,0,5\nr,0,1,6\n", to: "w.csv")
    #expect(wide.models == ["a", "b"])
  }

  /// Beside it the only other cost is that of the answer.
  @Test func costsBesideThoseOfOthers() throws {
    let usage = #"{"a": {"agent_cost": 2, "judge_cost": 3}, "b": {"agent_cost": 4, "judge_cost": 5}}"#
    let traces = try files.load(#"{"id": "q", "scores": {"a": 1, "b": 0}, "usage": \#(usage)}"#, to: "k.jsonl")
    #expect(traces.models == ["a", "b"] && traces.cost == [2, 4] && traces.unreadCosts.isEmpty)
  }
}
