import Input
import TestSupport
import Testing
import Traces

/// A header, or a first record, may be longer than what is looked at to begin with.
@Suite struct FirstRecordTests {
  private let folder = ScratchFolder()
  private let long = String(repeating: "x", count: 200_000)

  private func load(_ text: String, to name: String) throws -> TraceSet {
    try TraceLoader.load(paths: [folder.write(text, to: name)])
  }

  @Test func headersOfManyColumns() throws {
    let names = (0..<12_000).map { "c\($0)" }.joined(separator: ",")
    let values = String(repeating: ",5", count: 12_000)
    let traces = try load("query_id,model,quality,cost,\(names)\na,m,1,2\(values)\n", to: "t.csv")
    #expect(traces.queryColumns.count == 12_000 && traces.cost == [2])
    let models = (0..<4_000).map { "a-model-of-number-\($0)" }
    let wide = try load(
      "query_id,\(models.joined(separator: ","))\nq\(String(repeating: ",1", count: 4_000))\n", to: "w.csv")
    #expect(wide.models == models && wide.readAs[0].contains("a-model-of-number-5, ... (4000 in all)"))
  }

  @Test(arguments: [
    (#"{"prompt":"LONG","query_id":"q","model":"m","quality":1,"cost":2}"#, "l.jsonl"),
    (#"[{"prompt":"LONG","query_id":"q","model":"m","quality":1,"cost":2}]"#, "r.json"),
    (#"{"about":"LONG","rows":[{"query_id":"q","model":"m","quality":1,"cost":2}]}"#, "w.json"),
    (#"[{"query":"LONG","q_id":"q","llm_name_list":["m"],"perf_list":[1],"cost_list":[2]}]"#, "n.json"),
  ])
  func longFirstRecords(_ text: String, _ name: String) throws {
    let traces = try load(text.replacing("LONG", with: long), to: name)
    #expect(Array(traces.queryIDs) == ["q"] && traces.models == ["m"] && traces.quality == [1] && traces.cost == [2])
    if name != "w.json" { #expect(traces.prompts?[0] == long) }
  }

  @Test func blankLinesFirst() throws {
    let text = String(repeating: "\n", count: 70_000) + "query_id,model,quality,cost\na,m,1,2\n"
    #expect(try load(text, to: "b.csv").cost == [2])
  }
}
