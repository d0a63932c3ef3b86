import Testing
import Traces

@Suite struct UnreadCostsTests {
  private let files = ScratchTraces()

  /// Numbers called like a cost, in a table, in rows and inside of objects; words are none, and where costs are read none is
  /// looked for.
  @Test(arguments: [
    ("query_id,model,quality,cost_usd\nq,a,1,2\n", "t.csv", ["cost_usd"]),
    ("query_id,model,quality,cost_usd,Cost ($)\nq,a,1,2,3\n", "t.csv", ["cost_usd", "Cost ($)"]),
    ("query_id,model,quality,price,tokens_in,tokens_out\nq,a,1,2,3,4\n", "t.csv", ["price"]),
    ("query_id,model,quality,cost_usd\nq,a,1,low\n", "t.csv", []),
    ("query_id,model,quality,cost,cost_usd\nq,a,1,2,3\n", "t.csv", []),
    ("query_id,model,quality,cost_cents\nq,a,1,2\n", "t.csv", ["cost_cents"]),
    ("query_id,model,quality,cost_cents,cost_usd\nq,a,1,200,2\n", "t.csv", ["cost_usd"]),
    (#"{"query_id": "q", "model": "a", "quality": 1, "usage": {"cost": 2, "calls": 3}}"#, "t.jsonl", ["usage.cost"]),
    (
      #"{"id": "q", "scores": {"a": 1, "b": 0}, "usage": {"a": {"agent_cost": 2, "api_cost": 3}, "b": {"agent_cost": 4, "api_cost": 5}}}"#,
      "k.jsonl", ["usage.*.agent_cost", "usage.*.api_cost"]
    ),
    ("query_id,model,quality,cost_micros\nq,a,1,2\n", "t.csv", ["cost_micros"]),
    ("query_id,model,quality,cost_eur\nq,a,1,2\n", "t.csv", ["cost_eur"]),
    // A row per query: the sum of several models is no model's cost.
    ("id,a,b,total_cost\nq,1,0,5\nr,0,1,6\n", "w.csv", []),
  ]) func names(text: String, file: String, names: [String]) throws {
    let traces = try files.load(text, to: file)
    #expect(traces.unreadCosts == names)
    guard names == ["cost_usd"] || names == ["price"] || names == ["usage.cost"] else { return }
    let mapped = try files.load(text, to: file, LoadOptions(map: ["cost": names[0]]))
    #expect(mapped.cost == [2] && mapped.costUnit == .usd && mapped.unreadCosts.isEmpty)
  }

  /// Of two files one calls its costs otherwise: it is said which.
  @Test func filesThatDiffer() throws {
    let paths = ["a": "cost", "e": "cost_usd"].sorted { $0.key < $1.key }.map { model, cost in
      files.folder.write("query_id,model,quality,\(cost)\nq,\(model),1,2\n", to: model + ".csv")
    }
    let traces = try TraceLoader.load(paths: paths)
    #expect(traces.cost[0] == 2 && traces.cost[1].isNaN)
    #expect(traces.guesses == ["costs that are not called cost were not read: cost_usd in \(paths[1])"])
  }
}
