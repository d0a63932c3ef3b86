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

  /// A list of truths or an object is a score in parts; what is counted over all answers is none, and what is said to take
  /// another takes it.
  @Test(arguments: [
    (["perplexity", "acc"], #""perplexity": -0.5, "acc": 1"#, [1.0], nil, nil),
    (["bleu", "pass_at_k"], #""bleu": ["r", "p"], "pass_at_k": {"pass@1": 0.25}"#, [0.25], nil, nil),
    (["inst_acc", "acc"], #""inst_acc": [true, false], "acc": 0.0"#, [0], "inst_acc[0]", 1.0),
    (["mcc", "acc", "f1"], #""mcc": [1, 0], "acc": 1, "f1": 0.5"#, [1], "f1", 0.5),
    (["word_perplexity", "bits_per_byte"], #""word_perplexity": [-300.5, 100], "bits_per_byte": -3"#, [], nil, nil),
  ]) func metricsThatScoreAnAnswer(
    metrics: [String], members: String, quality: [Double], other: String?, otherQuality: Double?
  ) throws {
    let text = #"{"doc_id": 0, "doc": {}, "metrics": \#(metrics), \#(members)}"#
    let traces = try files.load(text, to: "samples_x.jsonl")
    #expect(traces.quality.filter { !$0.isNaN } == quality)
    let told = traces.guesses.first { $0.hasPrefix("the score is") }
    #expect(told?.split(separator: "quality=").last?.split(separator: " ").first.map(String.init) == other)
    guard let other else { return }
    #expect(try files.load(text, to: "samples_x.jsonl", LoadOptions(map: ["quality": other])).quality == [otherQuality])
  }

  /// Of the metrics those count of which the results file does not say that higher is worse.
  @Test func theHigherTheBetter() throws {
    _ = files.folder.write(
      #"{"model_name": "m", "higher_is_better": {"x": {"wer": false, "acc": true}, "y": {"acc": false}}}"#,
      to: "results_1.json")
    let text = #"{"doc_id": 0, "doc": {}, "metrics": ["wer", "acc"], "wer": 0.75, "acc": 0.5}"#
    #expect(try files.load(text, to: "samples_x.jsonl").quality == [0.5])
    #expect(try files.load(text, to: "samples_y.jsonl").quality == [0.75])
    let alone = try files.load(#"{"doc_id": 0, "doc": {}, "metrics": ["wer"], "wer": 0.75}"#, to: "samples_x.jsonl")
    #expect(alone.quality[0].isNaN)
    #expect(alone.guesses.contains("none of the metrics wer scores an answer: the higher wer, the worse"))
  }

  @Test func aScoreIsNeeded() {
    let path = files.folder.path + "/samples_x.jsonl"
    #expect(throws: InputError.missingColumn(path: path, column: "metrics", found: [])) {
      try files.load(#"{"doc_id": 0, "doc": {}, "other": 1}"#, to: "samples_x.jsonl")
    }
  }

  /// Before 0.4.3 the samples of a task are one list, and the file is called by model and task.
  @Test func oldSamplesAreOneList() throws {
    for (model, score) in [("org/a-1", "1.0"), ("org/b_arc", "0.0")] {
      let name = model.replacing("/", with: "__")
      shell("mkdir -p '\(files.folder.path)/\(name)'")
      _ = files.folder.write(
        #"{"results": {"arc_easy": {}, "easy": {}}, "config": {"model": "hf", "model_args": "pretrained=\#(model)"}}"#,
        to: "\(name)/results.json")
      _ = files.folder.write(
        """
        [
          {"doc_id": 0, "doc": {"question": "q?"}, "arguments": [["Q: q?", " A"]], "resps": [[[-1, true]]],
           "filtered_resps": [[-1, true]], "acc": \(score), "acc_norm": 0.5},
          {"doc_id": 1, "doc": {}, "arguments": [["Q: r?"]], "resps": [], "filtered_resps": [], "acc": 1.0, "acc_norm": 0}
        ]
        """, to: "\(name)/pretrained__\(name)_arc_easy.jsonl")
    }
    let traces = try TraceLoader.load(
      paths: [
        files.folder.path + "/org__a-1/pretrained__org__a-1_arc_easy.jsonl",
        files.folder.path + "/org__b_arc/pretrained__org__b_arc_arc_easy.jsonl",
      ])
    #expect(traces.models == ["org/a-1", "org/b_arc"] && traces.queryCount == 2)
    #expect(traces.quality == [1, 0, 1, 1] && traces.prompts?[0] == "Q: q?")
    #expect(traces.queryColumn("group")?.text(at: 0) == "arc_easy")
    #expect(traces.guesses == ["the score is acc; --map quality=acc_norm takes another"])
  }
}
