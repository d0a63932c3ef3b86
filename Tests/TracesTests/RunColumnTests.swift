import Input
import TestSupport
import Testing
import Traces

@Suite struct RunColumnTests {
  private let files = ScratchTraces()

  /// A run counts where it tells the rows of a query and model apart.
  @Test(arguments: ["run", "run_id", "epoch"]) func runs(column: String) throws {
    let rows = "q,a,1,1\nq,a,2,0\nq,b,1,1\nq,b,2,1\n"
    let traces = try files.load("query_id,model,\(column),quality\n" + rows, to: "t.csv")
    #expect(traces.quality == [0.5, 1] && traces.repeatCount == 2)
  }

  /// One run of each model with two metrics, by words, by numbers, by names of more than a thousand, and a run that is missing.
  @Test(arguments: [["x", "y"], ["1", "2"], ["", ""]]) func noRuns(values: [String]) throws {
    let rows = ["em,1", "f1,0.5"].flatMap { rest in zip("ab", values).map { "\($1),q,\($0),\(rest)\n" } }
    let text = "run_id,query_id,model,metric,quality\n" + rows.joined()
    #expect(
      files.error { () throws(InputError) in try files.load(text, to: "t.csv") }
        == "t.csv:4: model 'a' already has an outcome for query 'q'")
    let records = ["1", "0"].map { #"{"info": {"id": "q"}, "model": "a", "run": "\#(values[0])", "quality": \#($0)}"# }
    #expect(
      files.error { () throws(InputError) in
        try files.load(records.joined(separator: "\n"), to: "t.jsonl", LoadOptions(map: ["query_id": "info.id"]))
      } == "t.jsonl:2: model 'a' already has an outcome for query 'q'")
    var options = LoadOptions()
    options.repeats = .mean
    #expect(try files.load(text, to: "t.csv", options).quality == [0.75, 0.75])
  }

  /// Long names of runs, one for each of many rows; the last one comes twice for a query and model. Large files are read in
  /// parts.
  @Test(arguments: [false, true]) func manyRuns(isEqual: Bool) {
    let both = BothReadings()
    let rows = (0..<80_000).map { row in
      "q\(row / 2),a,0b5c7f5e-9f3d-4c55-8a53-\(100_000 + (isEqual && row == 79_999 ? 79_998 : row)),1,some more text\n"
    }
    let text = "query_id,model,run_id,quality,text\n" + rows.joined()
    for name in ["a.csv", "a.csv.gz"] {
      var repeatCount: Int?
      let error = thrown { () throws(InputError) in
        repeatCount = try both.load(text, name, LoadOptions()).repeatCount
      }
      #expect(repeatCount == (isEqual ? nil : 40_000))
      #expect(
        error.map { "\($0)" }?.hasSuffix(":3: model 'a' already has an outcome for query 'q0'")
          == (isEqual ? true : nil))
    }
  }
}
