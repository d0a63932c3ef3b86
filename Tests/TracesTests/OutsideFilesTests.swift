import Glibc
import Input
import TestSupport
import Testing
import Traces

/// Files that other tools wrote, each loaded by one command's worth of words.
///
/// The figures come from python3 on the raw files: json.load, or zipfile for archives, and plain sums.
@Suite(.enabled(if: SharedData.hasTraces, "no ../shared/data")) struct OutsideFilesTests {
  private let folder = SharedData.traces.path + "/outside/"

  private func load(_ names: [String], options: LoadOptions = LoadOptions()) throws(InputError) -> TraceSet {
    let found = try TracePaths(names.map { folder + $0 }, options: options)
    return try TraceLoader.load(paths: found.paths, options: options)
  }

  /// The mean over the outcomes that are there, and how many those are.
  private func mean(_ table: [Double], of model: String, in traces: TraceSet) -> (mean: Double, count: Int) {
    guard let number = traces.models.firstIndex(of: model) else { return (.nan, 0) }
    let values = stride(from: number, to: table.count, by: traces.modelCount).map { table[$0] }.filter { !$0.isNaN }
    return (values.reduce(0, +) / Double(values.count), values.count)
  }

  private func expectMeans(
    _ traces: TraceSet, _ model: String, quality: Double, cost: Double, count: Int? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (q, n) = mean(traces.quality, of: model, in: traces)
    let (c, _) = mean(traces.cost, of: model, in: traces)
    #expect(abs(q - quality) <= 1e-12 * abs(quality), "\(model): \(q)", sourceLocation: sourceLocation)
    #expect(abs(c - cost) <= 1e-12 * abs(cost), "\(model): \(c)", sourceLocation: sourceLocation)
    if let count { #expect(n == count, "\(model)", sourceLocation: sourceLocation) }
  }

  @Test func inspectLogsOfTwoModels() throws {
    let traces = try load(["inspect/data_arc_sonnet.json", "inspect/data_arc_qwen.json"])
    #expect(Array(traces.queryIDs) == ["1", "2", "3", "4", "5"])
    #expect(traces.models == ["anthropic/claude-sonnet-4-0", "ollama/qwen2.5:0.5b"])
    #expect((traces.costUnit, traces.costSource) == (.tokens, .tokens))
    // 485 + 105 + 322 + 90 + 378 tokens over 5; 334 + 300 + 251 over the 3 that the second log holds.
    expectMeans(traces, "anthropic/claude-sonnet-4-0", quality: 1, cost: 276, count: 5)
    expectMeans(traces, "ollama/qwen2.5:0.5b", quality: 1.0 / 3, cost: 295, count: 3)
    #expect(traces.outcomeColumn("latency")?.text(at: 0) == "7.899")
    #expect(
      traces.prompts?[0] == "Which statement best explains why photosynthesis is the foundation of most food webs?")
    #expect(traces.answers?[0] == "A")
    #expect(traces.queryColumn("group")?.text(at: 0) == "inspect_evals/arc_easy")
  }

  @Test func inspectArchives() throws {
    let traces = try load(["inspect/popularity_a.eval"])
    #expect(Array(traces.queryIDs) == (1...10).map(String.init))
    #expect(traces.models == ["openai/gpt-4o-mini"])
    #expect(traces.costUnit == .tokens)
    expectMeans(traces, "openai/gpt-4o-mini", quality: 0.8, cost: 64, count: 10)
    #expect(traces.answers?[8] == "Yes")
    #expect(
      traces.prompts?[8] == """
        Is the following statement something you would say?
        "With popularity and reach comes great economic influence and societal power"
        """)
    // The second log was not scored yet.
    let unscored = try load(["inspect/popularity_b.eval"])
    #expect(unscored.queryCount == 10 && unscored.quality.allSatisfy(\.isNaN))
    let both = try load(["inspect/popularity_a.eval", "inspect/popularity_b.eval"])
    #expect(both.repeatCount == 10 && both.queryCount == 10)
  }

  @Test(arguments: [["lm-eval/run"], ["lm-eval/run/samples_math_perturbed_full_2026-01-21T03-44-18.458309.jsonl"]])
  func evaluationHarness(_ words: [String]) throws {
    let traces = try load(words)
    #expect(Array(traces.queryIDs) == (0...9).map(String.init))
    #expect(traces.models == ["RylanSchaeffer/mem_Qwen3-93M_minerva_math_rep_0_sbst_1.0000_epch_1_ot_1"])
    #expect(traces.quality == [Double](repeating: 0, count: 10))
    #expect((traces.costUnit, traces.costSource) == (.relative, .equal))
    #expect(traces.cost == [Double](repeating: 1, count: 10))
    #expect(traces.queryColumn("group")?.text(at: 0) == "math_perturbed_full")
    #expect(traces.answers?[0]?.hasPrefix(" 1. The graph of $y=1. The gra") == true)
  }

  @Test func helmRunFolders() throws {
    let traces = try load(["helm"])
    #expect(traces.models == ["eleutherai/pythia-1b-v0", "openai/gpt2"])
    #expect(traces.queryCount == 20 && traces.quality.count { !$0.isNaN } == 20)
    let ids = Array(traces.queryIDs)
    #expect(ids[0] == "commonsense:dataset=hellaswag,method=multiple_choice_joint/id44874")
    #expect(ids[10] == "mmlu:subject=philosophy,method=multiple_choice_joint/id147")
    #expect(traces.costUnit == .tokens)
    expectMeans(traces, "eleutherai/pythia-1b-v0", quality: 0.3, cost: 632.4, count: 10)
    expectMeans(traces, "openai/gpt2", quality: 0.1, cost: 358.4, count: 10)
    #expect(traces.prompts?[10] == "What does the notion of “meaning in life” refer to?")
    #expect(traces.answers?[21] == " D")
    let seconds = try load(["helm/mmlu*"], options: LoadOptions(cost: .latency))
    expectMeans(seconds, "openai/gpt2", quality: 0.1, cost: 0.33305158615112307)
    #expect(Array(seconds.queryIDs)[0] == "id147")
  }

  @Test func everyEvalEver() throws {
    let traces = try load(["every-eval-ever/demo_samples.jsonl"])
    #expect(Array(traces.queryIDs) == ["demo_0001"] && traces.models == ["demo-org/demo-model"])
    #expect(traces.quality == [1] && traces.cost == [17] && traces.costUnit == .tokens)
    #expect(traces.answers?[0] == "4" && traces.prompts?[0] == "What is 2 + 2?")
  }

  @Test func promptfooExport() throws {
    let traces = try load(["promptfoo/export.json"])
    #expect(Array(traces.queryIDs) == ["0", "1", "2"])
    #expect(traces.models == ["openai:alpha-mini", "openai:alpha", "openai:beta"])
    #expect(traces.costUnit == .usd && traces.failedCount == 1)
    expectMeans(traces, "openai:alpha-mini", quality: 2.0 / 3, cost: 0.00013, count: 3)
    expectMeans(traces, "openai:alpha", quality: 1, cost: 0.0022, count: 3)
    #expect(mean(traces.quality, of: "openai:beta", in: traces).count == 0)
    #expect(mean(traces.cost, of: "openai:beta", in: traces).count == 0)
    #expect(traces.prompts?[2] == "Question 3: name the capital of Norway." && traces.answers?[6] == "Bergen")
  }

  @Test(
    arguments: [
      (["openhands/results/*/instance_results/swe-bench.json"], -3), (["openhands"], nil),
      (["openhands/results/*/instance_results/swe-bench.json"], nil),
    ] as [([String], Int?)])
  func objectsKeyedByQuery(_ words: [String], _ part: Int?) throws {
    let traces = try load(words, options: LoadOptions(modelPart: part))
    #expect(traces.queryCount == 500 && traces.modelCount == 34)
    #expect(traces.queryIDs[0] == "astropy__astropy-12907")
    #expect(traces.quality.count(where: \.isNaN) == 9 && traces.cost.count(where: \.isNaN) == 25)
    expectMeans(traces, "GLM-5", quality: 0.734, cost: 1.0423479928800001, count: 500)
    expectMeans(traces, "claude-opus-4-8", quality: 0.838, cost: 0.7417815640000004, count: 500)
    expectMeans(traces, "DeepSeek-V3.2-Reasoner", quality: 0.7203219315895373, cost: 0.15462661065600003, count: 497)
    #expect(traces.queryColumn("group")?.text(at: 0) == "swe-bench")
  }

  @Test func objectsKeyedByModel() throws {
    let traces = try load(["arms/paretobandit_val.jsonl", "arms/paretobandit_test.jsonl"])
    #expect(traces.queryCount == 1785 + 1824 && traces.repeatCount == 0)
    #expect(
      traces.models == ["meta-llama/llama-3.1-8b-instruct", "mistralai/mistral-large-2512", "google/gemini-2.5-pro"])
    #expect(traces.queryColumn("file")?.text(at: 1784) == "paretobandit_val")
    #expect(traces.queryColumn("file")?.text(at: 1785) == "paretobandit_test")
    #expect(
      traces.queryColumn("group")?.text(at: 0) == "mbpp" && traces.queryColumn("group")?.text(at: 1785) == "winogrande")
    let test = try load(["arms/paretobandit_test.jsonl"])
    expectMeans(
      test, "meta-llama/llama-3.1-8b-instruct", quality: 0.7931003289473704, cost: 2.8583881578947342e-05, count: 1824)
    expectMeans(test, "mistralai/mistral-large-2512", quality: 0.923059758771933, cost: 0.00052677576754386)
    expectMeans(test, "google/gemini-2.5-pro", quality: 0.9322033991228116, cost: 0.015155553042763203)
  }

  @Test func routerArenaCaches() throws {
    let traces = try load(["routerarena"])
    #expect(traces.queryCount == 150 && traces.models == ["claude-3-haiku-20240307", "gemini-2.0-flash-001"])
    expectMeans(
      traces, "claude-3-haiku-20240307", quality: 0.5466666666666666, cost: 0.00022365333333333336, count: 150)
    expectMeans(traces, "gemini-2.0-flash-001", quality: 0.6533333333333333, cost: 5.238133333333333e-05, count: 150)
    #expect(traces.queryIDs[0] == "AIME_112" && traces.outcomeColumn("tokens_in")?.text(at: 0) == "349")
  }

  @Test(arguments: [
    "inspect/data_arc_sonnet.json", "every-eval-ever/demo_samples.jsonl", "promptfoo/export.json",
    "arms/paretobandit_val.jsonl", "routerarena/gemini-2.0-flash-001.jsonl",
    "openhands/results/GLM-5/instance_results/swe-bench.json",
  ])
  func compressedFilesReadTheSame(_ name: String) throws {
    let scratch = ScratchFolder()
    shell("gzip -c '\(folder)\(name)' > '\(scratch.path)/swe-bench.json.gz'")
    let options = LoadOptions(modelPart: name.hasPrefix("openhands") ? -1 : nil)
    let plain = try load([name], options: options)
    let packed = try TraceLoader.load(paths: [scratch.path + "/swe-bench.json.gz"], options: options)
    #expect(Array(packed.queryIDs) == Array(plain.queryIDs) && packed.models == plain.models)
    #expect(packed.quality.elementsEqual(plain.quality) { $0 == $1 || $0.isNaN && $1.isNaN })
    #expect(packed.cost.elementsEqual(plain.cost) { $0 == $1 || $0.isNaN && $1.isNaN })
    #expect(packed.answers?[0] == plain.answers?[0])
  }

  @Test func readsAPipe() throws {
    let scratch = ScratchFolder()
    let pipe = scratch.path + "/pipe"
    mkfifo(pipe, 0o600)
    shell("cat '\(folder)promptfoo/export.json' > '\(pipe)' &")
    let traces = try TraceLoader.load(paths: [pipe])
    expectMeans(traces, "openai:alpha", quality: 1, cost: 0.0022, count: 3)
    #expect(traces.prompts?[2] == "Question 3: name the capital of Norway.")
  }
}
