import Routing
import Traces

extension SmallTraces {
  /// Train queries p, q, r and test query s of two models, with tokens, prompts and costs.
  static func tokens(
    input: [Double], output: [Double], cost: [Double], prompts: [String?]? = nil
  ) throws -> Dataset {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r", "s"], models: ["a", "b"],
      quality: [Double](repeating: 1, count: 8), cost: cost, prompts: prompts.map { TextColumn($0) },
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 0, 0, 1], labels: ["train", "test"]))],
      outcomeColumns: [
        Column(name: "tokens_in", values: .numbers(input)), Column(name: "tokens_out", values: .numbers(output)),
      ])
    return try Dataset(traces: traces, models: [0, 1], queries: [0, 1, 2, 3], split: .column("split"))
  }

  /// The costs believed of the test query s before any answer and after each of `order`.
  static func costs(_ estimates: any CostEstimates, _ data: Dataset, order: [Int]) throws -> [[Double]] {
    let all = Estimates(
      quality: try ConstantEstimator().fit(data, task: .unobserved) as any QualityEstimates, cost: estimates)
    var belief = Belief(modelCount: 2)
    all.start(3, &belief)
    var steps = [belief.cost]
    for model in order {
      all.observe(model, row: 3, &belief)
      steps.append(belief.cost)
    }
    return steps
  }
}
