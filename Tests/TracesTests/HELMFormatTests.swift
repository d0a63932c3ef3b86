import Input
import TestSupport
import Testing
import Traces

@Suite struct HELMFormatTests {
  private let files = ScratchTraces()
  private var folder: String { files.folder.path + "/run" }

  /// Two trials of one instance and a perturbed one; the statistic `f1_score` is known, but comes after `exact_match`.
  private func write() {
    shell("mkdir -p '\(folder)'")
    func stats(_ match: Double, _ f1: Double, _ tokens: Int) -> String {
      """
      [{"name": {"name": "f1_score"}, "mean": \(f1)}, {"name": {"name": "exact_match"}, "mean": \(match)},
       {"name": {"name": "num_prompt_tokens"}, "mean": \(tokens)}, {"name": {"name": "num_output_tokens"}, "mean": 1},
       {"name": {"name": "no_samples"}}]
      """
    }
    _ = files.folder.write(
      """
      [{"instance_id": "id1", "train_trial_index": 0, "stats": \(stats(1, 0.5, 10))},
       {"instance_id": "id1", "train_trial_index": 1, "stats": \(stats(0, 0.5, 20))},
       {"instance_id": "id1", "train_trial_index": 0, "perturbation": {"name": "typos"}, "stats": \(stats(0, 0.25, 30))}]
      """, to: "run/per_instance_stats.json")
    _ = files.folder.write(
      #"{"name": "mmlu:subject=law,model=org_m,method=joint", "adapter_spec": {"model": "org/m"}}"#,
      to: "run/run_spec.json")
    _ = files.folder.write(
      """
      {"request_states": [
        {"instance": {"id": "id1", "input": {"text": "why?"}}, "train_trial_index": 0,
         "result": {"completions": [{"text": " B"}]}},
        {"instance": {"id": "unknown", "input": {"text": "?"}}, "train_trial_index": 0}]}
      """, to: "run/scenario_state.json")
  }

  @Test func instancesTrialsAndPerturbations() throws {
    write()
    let traces = try TraceLoader.load(paths: [folder])
    #expect(Array(traces.queryIDs) == ["id1", "id1/typos"] && traces.models == ["org/m"])
    // The mean of two trials: of 1 and 0, and of 11 and 21 tokens.
    #expect(traces.quality == [0.5, 0] && traces.cost == [16, 31] && traces.repeatCount == 1)
    #expect(traces.queryColumn("group")?.text(at: 0) == "mmlu:subject=law,method=joint")
    #expect(traces.prompts?[0] == "why?" && traces.answers?[0] == " B")
    let other = try TraceLoader.load(paths: [folder], options: LoadOptions(map: ["quality": "f1_score"]))
    #expect(other.quality == [0.5, 0.25])
  }

  /// Without run_spec.json the name of the folder tells the model.
  @Test func foldersNameTheirModel() throws {
    write()
    shell("rm '\(folder)/run_spec.json'; mv '\(folder)' '\(files.folder.path)/mmlu:x,model=a_b,y=1'")
    #expect(try TraceLoader.load(paths: [files.folder.path + "/mmlu:x,model=a_b,y=1"]).models == ["a_b"])
  }

  @Test func aScoreIsNeeded() {
    write()
    _ = files.folder.write(
      #"[{"instance_id": "a", "stats": [{"name": {"name": "odd"}, "mean": 1}]}]"#, to: "run/per_instance_stats.json")
    let path = folder + "/per_instance_stats.json"
    #expect(throws: InputError.missingColumn(path: path, column: "exact_match", found: ["odd"])) {
      try TraceLoader.load(paths: [folder])
    }
  }

  /// Which of several known statistics is the score is said.
  @Test func theScoreIsSaid() throws {
    write()
    #expect(
      try TraceLoader.load(paths: [folder]).guesses
        == ["the score is exact_match; --map quality=f1_score takes another"])
    #expect(try TraceLoader.load(paths: [folder], options: LoadOptions(map: ["quality": "f1_score"])).guesses.isEmpty)
  }

  /// Instances without a mean of the score decide nothing, wherever they stand.
  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2]]) func theOrderOfInstancesDoesNotMatter(_ order: [Int]) throws {
    write()
    let rows = [
      #"{"instance_id": "a", "stats": [{"name": {"name": "exact_match"}, "count": 0}]}"#,
      #"{"instance_id": "b", "stats": [{"name": {"name": "f1_score"}, "mean": 0.25}]}"#,
      #"{"instance_id": "c", "stats": [{"name": {"name": "exact_match"}, "mean": 1}]}"#,
    ]
    _ = files.folder.write("[\(order.map { rows[$0] }.joined(separator: ","))]", to: "run/per_instance_stats.json")
    let traces = try TraceLoader.load(paths: [folder])
    let scores = Dictionary(uniqueKeysWithValues: zip(traces.queryIDs, traces.quality))
    #expect(scores["c"] == 1 && scores["a"]?.isNaN == true && scores["b"]?.isNaN == true && scores.count == 3)
    #expect(traces.guesses == ["the score is exact_match; --map quality=f1_score takes another"])
  }

  /// A statistic that is like a score is proposed where it is the only one; tokens and probabilities are none.
  @Test func anUnknownScoreIsProposed() throws {
    write()
    _ = files.folder.write(
      #"[{"instance_id": "a", "stats": [{"name": {"name": "judge"}, "mean": 0.5}, {"name": {"name": "num_bytes"}, "mean": 1},"#
        + #"{"name": {"name": "inference_runtime"}, "mean": 0.1}, {"name": {"name": "logprob"}, "mean": -3}]}]"#,
      to: "run/per_instance_stats.json")
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [folder]) })
    let advice = LoadAdvice(on: error, paths: [folder], format: nil, options: LoadOptions())
    #expect(advice.options?.map == ["quality": "judge"])
    #expect(advice.seen == "statistics that may be scores: judge; --map quality=NAME takes one")
  }
}
