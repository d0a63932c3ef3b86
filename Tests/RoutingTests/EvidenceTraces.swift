import Input
import Mathematics
import Routing
import TestSupport
import Testing
import Traces

/// Traces with confidences and answers, for estimators that learn from them.
enum EvidenceTraces {
  /// Simulated answers to questions of some difficulty; the better a model, the surer and the more often right.
  static func simulated(models: Int, queries: Int = 120, isSeparated: Bool = false) throws -> Dataset {
    let key = RandomKey(seed: 4, purpose: "evidence tests")
    var (quality, confidence, answers) = ([Double](), [Double](), [String?]())
    var prompts: [String?] = []
    for query in 0..<queries {
      let own = key.mixing(query)
      let difficulty = own.normal
      prompts.append(String(repeating: "?", count: 20 + Int(30 * abs(difficulty))))
      for model in 0..<models {
        let draw = own.mixing(model)
        let strength = Double(model) / 3 - difficulty + 0.5 * draw.mixing("noise").normal
        let isRight = strength > 0
        quality.append(isRight ? 1 : 0)
        confidence.append(isSeparated ? (isRight ? 1 : -1) : strength + draw.mixing("confidence").normal)
        answers.append(isRight ? " right\n" : ["right", "wrong", "odd"][Int(3 * draw.mixing("answer").uniform)])
      }
    }
    let codes = (0..<queries).map { Int32($0 % 3 == 0 ? 0 : $0 % 3) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<queries).map { "q\($0)" }), models: (0..<models).map { "m\($0)" },
      quality: quality, cost: (0..<queries * models).map { Double(1 + $0 % models) }, prompts: TextColumn(prompts),
      answers: TextColumn(answers),
      queryColumns: [Column(name: "split", values: .categories(codes: codes, labels: ["train", "tune", "test"]))],
      outcomeColumns: [Column(name: "confidence", values: .numbers(confidence))])
    return try Dataset(
      traces: traces, models: Array(0..<models), queries: Array(0..<queries), split: .column("split"))
  }

  /// The GPT and Qwen models on the MMLU queries of the shared data, 285 to train and 1,531 to test on.
  static func mmlu() throws -> Dataset {
    let folder = SharedData.traces.appendingPathComponent("cascades")
    var options = LoadOptions()
    options.map = ["quality": "correct", "cost": "cost_usd", "group": "benchmark", "confidence": "raw_confidence"]
    let traces = try TraceLoader.load(paths: [folder.appendingPathComponent("mmlu.csv").path], options: options)
      .joining(path: folder.appendingPathComponent("mmlu_prompts.jsonl").path).traces
    let models = traces.models.indices.filter {
      traces.models[$0].contains("gpt") || traces.models[$0].contains("qwen")
    }
    return try Dataset(
      traces: traces, models: Array(models), queries: Array(0..<traces.queryCount), split: .column("split"))
  }

  /// A logistic regression for each answered set, fitted to `data`.
  static func logistic(_ data: Dataset, ridge: Double = 1, isNormal: Bool = false) throws -> AnsweredSetEstimates {
    var estimator = LogisticEstimator(ridge: ridge)
    estimator.isNormal = isNormal
    return try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
  }
}
