import Input
import TestSupport
import Testing
import Traces

@Suite struct RecordLayoutTests {
  private let files = ScratchTraces()

  @Test func mapNamesAnotherScorer() throws {
    let traces = try files.load(ScratchTraces.inspect, to: "a.json", LoadOptions(map: ["quality": "scores.two.value"]))
    #expect(traces.quality[0] == 1)
  }

  /// What `--map` names takes the place of the format's own fields, and another name becomes a column.
  @Test func mapsReplaceFields() throws {
    let record = """
      {"sample_id": "a", "model_id": "m", "evaluation": {"score": 1, "other": 0.25}, "price": {"usd": 3},
       "performance": {"latency_ms": 500}, "seconds": 7}
      """
    let options = LoadOptions(
      map: ["quality": "evaluation.other", "cost": "price.usd", "latency": "seconds", "note": "model_id"])
    let traces = try files.load(record, to: "a.jsonl", options)
    #expect(traces.quality == [0.25] && traces.cost == [3] && traces.costSource == .recorded)
    #expect(traces.outcomeColumn("latency")?.text(at: 0) == "7")
    #expect((traces.queryColumn("note") ?? traces.outcomeColumn("note"))?.text(at: 0) == "m")
  }
}
