import Input
import TestSupport
import Testing
import Traces

@Suite struct LaidOutReaderTests {
  private let files = ScratchTraces()

  @Test func whatIsWrongIsSaid() {
    #expect(
      files.error { () throws(InputError) in
        try files.load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": 7}}"#)
      } == "a.jsonl:1: quality is 7, expected a number from 0 to 1")
    #expect(
      files.error { () throws(InputError) in
        try files.load(#"{"sample_id": null, "model_id": "m", "evaluation": {"score": 1}}"#)
      } == "a.jsonl:1:1: found a record without query_id, expected a value at sample_id")
    #expect(
      files.error { () throws(InputError) in
        try files.load(ScratchTraces.inspect.replacing("org/m\"}}", with: "org/m\"}"), to: "a.json")
      }?
      .contains("found the end of the file") == true)
    #expect(
      files.error { () throws(InputError) in
        try files.load(ScratchTraces.inspect, to: "a.json", LoadOptions(cost: .latency))
      }
        == "a.json: no latency is recorded")
  }

  @Test func aModelIsNeeded() throws {
    let record = #"{"sample_id": "a", "model_id": "", "evaluation": {"score": 1}}"#
    #expect(
      files.error { () throws(InputError) in try files.load(record) }
        == "a.jsonl:1:1: found a record without model, expected a value at model_id")
    // One that was given by name is that of all records.
    let path = files.folder.path + "/a.jsonl"
    #expect(try files.load(record, to: "a.jsonl", LoadOptions(models: [path: "mine"])).models == ["mine"])
  }

  /// An outcome of each element of a list, whose values are its own. A value of another list may be any model's.
  @Test func outcomesInAList() throws {
    let rows = """
      {"query_id": "q", "runs": [{"m": "a", "s": 1, "c": 0.25}, {"m": "b", "s": 0, "c": 0.5}], "costs": [1, 2]}
      {"query_id": "r", "runs": [{"m": "b", "s": 1, "c": 4}, {"m": "a", "s": 0}], "costs": [3, 4]}
      """
    let map = ["model": "runs[*].m", "quality": "runs[*].s", "cost": "runs[*].c"]
    let traces = try files.load(rows, to: "r.jsonl", LoadOptions(map: map))
    #expect(traces.models == ["a", "b"] && Array(traces.queryIDs) == ["q", "r"] && traces.quality == [1, 0, 0, 1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.25, 0.5, -1, 4])
    let stray = LoadOptions(map: map.merging(["cost": "costs[*]"]) { $1 })
    #expect(
      files.error { () throws(InputError) in try files.load(rows, to: "r.jsonl", stray) }?
        .hasPrefix("r.jsonl: --map cost=costs[*] leads through other members than model=runs[*].m") == true)
  }

  /// The model stands behind the samples in the document, and in front of them.
  @Test(arguments: [
    #"{"samples": [{"id": 1, "scores": {"s": {"value": "C"}}}], "eval": {"task": "t", "model": "m"}}"#,
    #"{"eval": {"model": "m", "task": "t"}, "samples": [{"id": 1, "scores": {"s": {"value": "C"}}}]}"#,
  ])
  func headersMayComeLast(_ text: String) throws {
    let traces = try files.load(text, to: "a.json")
    #expect(traces.models == ["m"] && traces.quality == [1] && traces.queryColumn("group")?.text(at: 0) == "t")
  }
}
