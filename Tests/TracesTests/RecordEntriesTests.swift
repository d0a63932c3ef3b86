import Input
import TestSupport
import Testing
import Traces

@Suite struct RecordEntriesTests {
  private let files = ScratchTraces()

  private func rows(_ text: String, _ map: [String: String]) throws -> [String] {
    let traces = try files.load(text, to: "a.json", LoadOptions(map: map))
    return traces.models.indices.flatMap { model in
      traces.queryIDs.indices.map { query in
        let place = query * traces.modelCount + model
        return "\(traces.models[model]) \(traces.queryIDs[query]) \(traces.quality[place]) \(traces.cost[place])"
      }
    }
  }

  /// A record of one model with a list of queries: each has its own score and cost.
  @Test func queriesInAList() throws {
    let map = ["query_id": "results[*].id", "quality": "results[*].score", "cost": "results[*].cost"]
    let text = #"""
      [{"model": "a", "results": [{"id": "q1", "score": 1, "cost": 0.5}, {"id": "q2", "score": 0, "cost": 2}]},
       {"model": "b", "results": [{"id": "q2", "cost": 3, "score": 0.25}, {"id": "q1", "score": 0}]}]
      """#
    #expect(try rows(text, map) == ["a q1 1.0 0.5", "a q2 0.0 2.0", "b q1 0.0 nan", "b q2 0.25 3.0"])
    // Their model may be given by name.
    let own = #"{"n": 2, "results": [{"id": "q1", "score": 1, "cost": 0.5}, {"id": "q2", "score": 0, "cost": 2}]}"#
    let path = files.folder.path + "/m.json"
    let traces = try files.load(own, to: "m.json", LoadOptions(map: map, models: [path: "m"]))
    #expect(traces.models == ["m"] && Array(traces.queryIDs) == ["q1", "q2"] && traces.cost == [0.5, 2])
  }

  /// A list of outcomes, each of a query and a model.
  @Test func queriesAndModelsInAList() throws {
    let text = #"""
      {"results": [{"id": "q1", "by": "a", "score": 1, "cost": 0.5}, {"id": "q2", "by": "b", "score": 0, "cost": 2},
       {"id": "q2", "by": "a", "score": 0.5, "cost": 3}, {"id": "q1", "by": "b", "score": 0.75, "cost": 4}], "x": 1}
      """#
    let map = ["query_id", "model", "quality", "cost"].map { name in
      (name, "results[*]." + ["query_id": "id", "model": "by", "quality": "score", "cost": "cost"][name]!)
    }
    #expect(
      try rows(text, Dictionary(uniqueKeysWithValues: map))
        == ["a q1 1.0 0.5", "a q2 0.5 3.0", "b q1 0.75 4.0", "b q2 0.0 2.0"])
  }

  @Test func anotherListIsRefused() {
    let text = #"{"model": "m", "ids": [{"id": "q1"}, {"id": "q2"}], "scores": [{"s": 1}, {"s": 0}]}"#
    let error = files.error { () throws(InputError) in
      try files.load(text, to: "a.json", LoadOptions(map: ["query_id": "ids[*].id", "quality": "scores[*].s"]))
    }
    #expect(
      error?.contains("quality=scores[*].s leads through other members than query_id=ids[*].id") == true,
      "\(error ?? "")")
  }
}
