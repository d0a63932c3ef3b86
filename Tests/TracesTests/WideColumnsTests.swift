import Input
import TestSupport
import Testing
import Traces

/// Tables of one row per query with columns of costs; the numbers were put together by hand.
@Suite struct WideColumnsTests {
  private let files = ScratchTraces()

  /// Model a is right on the first query for 0.1, model b on both for 0.01 and 2: more than any score.
  @Test(arguments: [
    "query_id,a_score,a_cost,b_score,b_cost", "query_id,a,a_cost,b,b_cost", "query_id,a,a|cost,b,b|cost",
    "query_id,score_a,cost_a,score_b,cost_b", "query_id,a,cost_a,b,cost_b", "query_id,a,a_cost_usd,b,b_cost_usd",
    "query_id,a.correct,a.price,b.correct,b.price", "query_id,a-accuracy,a-total_cost,b-accuracy,b-total_cost",
    "query_id, a, a_cost, b, b_cost",
  ])
  func costsGoWithScores(header: String) throws {
    let traces = try files.load(header + "\nq1,1,0.1,1,0.01\nq2,0,0.1,1,2\n", to: "w.csv")
    #expect(traces.models == ["a", "b"] && traces.queryCount == 2)
    #expect(traces.quality == [1, 1, 0, 1] && traces.cost == [0.1, 0.01, 0.1, 2])
    #expect(traces.costUnit == .usd && traces.costSource == .recorded && traces.queryColumns.isEmpty)
  }

  /// The order of columns does not matter, and what is told names both kinds.
  @Test func costsMayComeFirst() throws {
    let traces = try files.load(
      #"{"id": 1, "cost_b": 3, "cost_a": 4, "a": 1, "b": 0.5, "kind": "easy"}"# + "\n"
        + #"{"id": 2, "cost_b": 5, "cost_a": 6, "a": 0, "b": null, "kind": "hard"}"#)
    #expect(traces.models == ["a", "b"] && traces.cost == [4, 3, 6, 5])
    #expect(traces.quality[..<3] == [1, 0.5, 0] && traces.quality[3].isNaN)
    #expect(traces.queryColumns.map(\.name) == ["kind"])
    #expect(
      traces.readAs == ["wide: a row per query, the columns a, b hold scores of models, cost_a, cost_b their costs"])
  }

  /// In JSON costs may come with a later row.
  @Test func costsThatComeLate() throws {
    let rows =
      (0..<150).map { #"{"id": \#($0), "a": 1, "b": 0}"# } + [#"{"id": 150, "a": 1, "b": 0, "a_cost": 2, "b_cost": 3}"#]
    let traces = try files.load(rows.joined(separator: "\n"))
    #expect(traces.models == ["a", "b"] && traces.cost[300...] == [2, 3] && traces.cost[299].isNaN)
    #expect(traces.costUnit == .usd)
  }

  /// Where a model has no costs, or costs have no model, nobody can tell whose they are.
  @Test(arguments: [
    ("query_id,a,a_cost,b\nq,1,0.5,0\n", "b stands alone"), ("query_id,a,b,c_cost\nq,1,0,0.5\n", "c_cost stands alone"),
    ("query_id,a,a_cost,b,b_cost,c_cost\nq,1,0.5,0,0.5,7\n", "c_cost stands alone"),
    ("query_id,a_score,a_correct,a_cost,b,b_cost\nq,1,0,0.5,1,0.5\n", "a_correct stands alone"),
  ])
  func costsOfNobody(text: String, says: String) {
    let error = files.error { () throws(InputError) in try files.load(text, to: "w.csv") } ?? "nothing"
    #expect(error.contains("do not belong to one model each: " + says), "\(error)")
    #expect(error.contains("name the columns of every model MODEL and MODEL|cost"), "\(error)")
  }

  /// A column of other costs, beyond the range of scores, stays with the query as it did, and so does a feature.
  @Test func otherCostsAreColumns() throws {
    let traces = try files.load("query_id,a,b,storage_cost\nq,1,0,12\n", to: "w.csv")
    #expect(traces.models == ["a", "b"] && traces.cost == [1, 1] && traces.costSource == .equal)
    #expect(traces.queryColumn("storage_cost")?.text(at: 0) == "12")
    let paired = try files.load("query_id,a,a_cost,b,b_cost,x_cost\nq,1,2,0,3,0.5\n", to: "f.csv")
    #expect(paired.models == ["a", "b"] && paired.cost == [2, 3])
    #expect(paired.queryColumn("x_cost")?.text(at: 0) == "0.5")
  }

  /// What else is measured of a model's answers is neither a model nor a cost, though it looks like a score.
  @Test(arguments: [
    ("a_score,b_score,a_confidence,b_confidence", ["a_score", "b_score"]), ("a,b,a_latency,b_latency", ["a", "b"]),
    ("a,b,conf_a,conf_b", ["a", "b"]), ("a,b,A.max_logprob,B.max_logprob", ["a", "b"]),
    // Nobody is called so without the ending.
    ("a,b,c_confidence,d", ["a", "b", "c_confidence", "d"]),
    ("gpt-4,gpt-4-turbo,a,b", ["gpt-4", "gpt-4-turbo", "a", "b"]),
  ]) func measuresAreNoModels(columns: String, models: [String]) throws {
    let traces = try files.load("query_id,\(columns)\nq,1,0,0.9,0.25\n", to: "m.csv")
    #expect(traces.models == models && traces.queryColumns.count == 4 - models.count)
    let priced = try files.load(
      "query_id,a,b,a_confidence,b_latency,a_cost,b_cost\nq,1,0,0.9,0.5,0.1,3\n", to: "c.csv")
    #expect(priced.models == ["a", "b"] && priced.cost == [0.1, 3])
    #expect(priced.queryColumn("a_confidence")?.text(at: 0) == "0.9")
  }

  /// A cost below 0 is an error of its column, and no option makes it one of 0.
  @Test func negativeCosts() throws {
    let path = files.folder.write("query_id,a,a_cost,b,b_cost\nq,1,-0.5,0,1\n", to: "n.csv")
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    #expect("\(error)".contains("a_cost is -0.5"))
    #expect(LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions()).options == nil)
  }
}
