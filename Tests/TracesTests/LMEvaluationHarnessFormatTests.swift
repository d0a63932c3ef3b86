import Input
import TestSupport
import Testing
import Traces

@Suite struct LMEvaluationHarnessFormatTests {
  private let files = ScratchTraces()

  @Test func filtersScoreTheSameAnswers() throws {
    _ = files.folder.write(
      #"{"config": {"model": "hf", "model_args": "pretrained=org/m,dtype=auto"}}"#, to: "results_1.json")
    let traces = try files.load(
      """
      {"doc_id": 0, "doc": {}, "filter": "strict", "metrics": ["em"], "em": 0.0}
      {"doc_id": 0, "doc": {}, "filter": "flexible", "metrics": ["em"], "em": 1.0}
      {"doc_id": 1, "doc": {}, "filter": "strict", "metrics": ["em"], "em": 1.0}
      """, to: "samples_gsm8k_2026-01-01T00-00-00.1.jsonl")
    #expect(traces.models == ["org/m"] && traces.quality == [0, 1] && traces.leftOutCount == 1)
    #expect(traces.queryColumn("group")?.text(at: 0) == "gsm8k" || traces.queryColumn("group")?.text(at: 1) == "gsm8k")
  }

  /// Of two results files the one of the same time counts; without any, the folder names the model.
  @Test func theModelIsThatOfTheSameTime() throws {
    let sample = #"{"doc_id": 3, "doc": {"question": "q?"}, "acc": 1.0, "filtered_resps": ["A"]}"#
    let name = "samples_arc_2026-01-02T00-00-00.5.jsonl"
    let alone = try files.load(sample, to: name)
    #expect(alone.models == [files.folder.path.split(separator: "/").last.map(String.init) ?? ""])
    _ = files.folder.write(#"{"model_name": "one"}"#, to: "results_2026-01-02T00-00-00.5.json")
    _ = files.folder.write(#"{"model_name": "two"}"#, to: "results_2026-01-03T00-00-00.5.json")
    let traces = try files.load(sample, to: name)
    #expect(traces.models == ["one"] && Array(traces.queryIDs) == ["3"] && traces.quality == [1])
    #expect(traces.prompts?[0] == "q?" && traces.answers?[0] == "A")
    #expect(traces.queryColumn("group")?.text(at: 0) == "arc")
  }

  @Test func aScoreIsNeeded() {
    let path = files.folder.path + "/samples_x.jsonl"
    #expect(throws: InputError.missingColumn(path: path, column: "metrics", found: [])) {
      try files.load(#"{"doc_id": 0, "doc": {}, "other": 1}"#, to: "samples_x.jsonl")
    }
  }
}
