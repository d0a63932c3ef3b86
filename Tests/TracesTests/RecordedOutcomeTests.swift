import Testing
import Traces

@Suite struct RecordedOutcomeTests {
  private let files = ScratchTraces()

  /// What belongs to answers stays theirs in a log with one model per query, where it is equal in all rows of each query.
  @Test(arguments: ["confidence", "propensity", "logprobs", "class_probs", "tokens_cache_read", "latency"])
  func columnsOfAnswers(name: String) throws {
    let table = try files.load("query_id,model,quality,\(name),other\nx,a,1,0.5,7\ny,b,0,0.25,8\n", to: "a.csv")
    let row = #""query_id": "x", "model": "a", "quality": 1, "\#(name)": 0.5, "other": 7"#
    let records = try files.load(#"{"rows": [{\#(row)}]}"#, to: "a.json")
    for traces in [table, records] {
      #expect(traces.outcomeColumn(name)?.text(at: 0) == "0.5" && traces.queryColumn("other")?.text(at: 0) == "7")
    }
  }

  @Test func secondsCountBeforeMilliseconds() {
    #expect(TraceSet.seconds([.nan, 1], milliseconds: [500, 7, 250]) == [0.5, 1, 0.25])
    #expect(TraceSet.seconds(nil, milliseconds: nil) == nil)
  }
}
