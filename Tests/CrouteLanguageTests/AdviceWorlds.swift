import Mathematics
import Testing

/// Made-up trace sets whose truth is known by construction.
struct AdviceWorld: Sendable, CustomTestStringConvertible {
  /// What is true of queries to come.
  enum Truth: Sendable {
    /// The best single model's quality is to be had for less, by far.
    case gain
    /// It is not.
    case none
    /// It is, but by little, or these queries are too few to tell.
    case open
  }

  var name: String
  var truth: Truth
  /// The number of queries.
  var count: Int
  /// The models' mean costs.
  var costs: [Double]
  /// The columns beyond query_id, model, quality and cost.
  var columns: [String] = []
  /// Quality and further columns of an answer, given the query, the model and numbers in (0, 1) of the query and the answer.
  var answer: @Sendable (_ query: Int, _ model: Int, _ ofQuery: Double, _ ofAnswer: Double) -> (Double, [String])

  var testDescription: String { name }

  /// The traces as a tidy file.
  var csv: String {
    let key = RandomKey(seed: 5, purpose: name)
    var text = (["query_id", "model", "quality", "cost"] + columns).joined(separator: ",") + "\n"
    for query in 0..<count {
      for model in costs.indices {
        let (quality, further) = answer(
          query, model, key.mixing(query).uniform, key.mixing(query).mixing(model + 1).uniform)
        text += (["q\(query)", "m\(model)", "\(quality)", "\(costs[model])"] + further).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  private static func plain(
    _ name: String, _ truth: Truth, count: Int = 120, costs: [Double] = [1, 10],
    _ quality: @escaping @Sendable (Int, Int, Double, Double) -> Double
  ) -> AdviceWorld {
    AdviceWorld(name: name, truth: truth, count: count, costs: costs) { (quality($0, $1, $2, $3), []) }
  }

  /// Independent answers, right with a probability per model.
  private static func independent(
    _ name: String, _ truth: Truth, _ rates: [Double], count: Int = 120, costs: [Double] = [1, 10]
  ) -> AdviceWorld {
    plain(name, truth, count: count, costs: costs) { _, model, _, own in own < rates[model] ? 1 : 0 }
  }

  /// Sets without a signal: one model, or fixed shares of several.
  static let withoutSignals: [AdviceWorld] = [
    plain("all equal and always right", .none) { _, _, _, _ in 1 },
    plain("all equal and always wrong", .none) { _, _, _, _ in 0 },
    plain("all half right", .none) { _, _, _, _ in 0.5 },
    plain("the cheap one is always right", .none) { _, model, _, _ in model == 0 ? 1 : 0 },
    plain("the dear one is always right", .none) { _, model, _, _ in model == 1 ? 1 : 0 },
    plain("the dear one dominates in every query", .none) { _, model, query, _ in model == 1 ? query : query / 2 },
    plain("the cheap one dominates in every query", .none) { _, model, query, _ in model == 0 ? query : query / 2 },
    independent("independent, dear is better", .none, [0.5, 0.9]),
    independent("independent, cheap is better", .none, [0.9, 0.5]),
    independent("independent and equal", .none, [0.7, 0.7]),
    independent("independent, nearly equal", .open, [0.7, 0.72]),
    independent("three on a line", .none, [0.3, 0.6, 0.9], costs: [1, 2, 3]),
    independent("a dominated model between", .none, [0.6, 0.3, 0.9], costs: [1, 5, 10]),
    independent("the dearest is the worst", .none, [0.5, 0.9, 0.2], costs: [1, 5, 10]),
    independent("five models, the best dearest", .none, [0.5, 0.6, 0.7, 0.8, 0.95], costs: [1, 2, 3, 4, 5]),
    plain("costs all equal, one better", .none, costs: [2, 2]) { _, model, _, own in own < [0.4, 0.9][model] ? 1 : 0 },
    plain("costs all equal, all equal", .none, costs: [2, 2, 2]) { _, _, _, own in own < 0.5 ? 1 : 0 },
    plain("costs all zero", .none, costs: [0, 0]) { _, model, _, own in own < [0.4, 0.9][model] ? 1 : 0 },
    plain("the best is free", .none, costs: [0, 5]) { _, model, _, own in own < [0.9, 0.4][model] ? 1 : 0 },
    plain("one model only", .none, costs: [3]) { _, _, _, own in own < 0.6 ? 1 : 0 },
    plain("two twins", .none, costs: [1, 1.0001]) { _, _, query, _ in query < 0.6 ? 1 : 0 },
    plain("opposite models, unseen", .none) { _, model, query, _ in (query < 0.5) == (model == 0) ? 1 : 0 },
    independent("three queries", .none, [0.5, 0.9], count: 3),
    independent("ten queries", .none, [0.5, 0.9], count: 10),
    independent("29 queries", .none, [0.5, 0.9], count: 29),
    plain("graded, dear is better", .none) { _, model, query, own in [0.4, 0.8][model] + 0.2 * (own - query) },
    plain("graded, equal", .none) { _, _, query, _ in query },
  ]

  /// Sets with a group, a number or a confidence.
  static let withSignals: [AdviceWorld] = [
    AdviceWorld(
      name: "the cheap one suffices in half of the groups", truth: .gain, count: 200, costs: [1, 10],
      columns: ["group"]
    ) { query, model, _, _ in
      (model == 1 || query % 2 == 0 ? 1 : 0, [query % 2 == 0 ? "easy" : "hard"])
    },
    AdviceWorld(
      name: "groups that mean nothing", truth: .none, count: 150, costs: [1, 10], columns: ["group"]
    ) { query, model, _, own in
      (own < [0.5, 0.9][model] ? 1 : 0, [query % 2 == 0 ? "a" : "b"])
    },
    AdviceWorld(
      name: "each model is right in a group of its own", truth: .gain, count: 200, costs: [1, 10], columns: ["group"]
    ) { query, model, _, _ in
      // The dear one has three quarters of the queries.
      ((query % 4 == 0) == (model == 0) ? 1 : 0, [query % 4 == 0 ? "a" : "b"])
    },
    AdviceWorld(
      name: "a confidence that is always right", truth: .gain, count: 200, costs: [1, 10], columns: ["confidence"]
    ) { _, model, query, _ in
      let isRight = model == 1 || query < 0.7
      return (isRight ? 1 : 0, [isRight ? "0.9" : "0.1"])
    },
    AdviceWorld(
      name: "an inverted confidence", truth: .gain, count: 200, costs: [1, 10], columns: ["confidence"]
    ) { _, model, query, _ in
      let isRight = model == 1 || query < 0.7
      return (isRight ? 1 : 0, [isRight ? "0.1" : "0.9"])
    },
    AdviceWorld(
      name: "a useless confidence", truth: .none, count: 150, costs: [1, 10], columns: ["confidence"]
    ) { _, model, query, own in
      (model == 1 || query < 0.5 ? 1 : 0, ["\(own)"])
    },
    AdviceWorld(
      name: "a constant confidence", truth: .none, count: 150, costs: [1, 10], columns: ["confidence"]
    ) { _, model, query, _ in
      (model == 1 || query < 0.5 ? 1 : 0, ["0.5"])
    },
    AdviceWorld(
      name: "a number that says which model", truth: .gain, count: 200, costs: [1, 10], columns: ["x_hard"]
    ) { _, model, query, _ in
      (model == 1 || query < 0.6 ? 1 : 0, ["\(query)"])
    },
    AdviceWorld(
      name: "a number that says which of two nearly equal models", truth: .gain, count: 200, costs: [1, 2],
      columns: ["x_which"]
    ) { _, model, query, own in
      ((query < 0.5) == (model == 0) || model == 1 && own < 0.2 ? 1 : 0, ["\(query)"])
    },
    AdviceWorld(
      name: "a number of noise", truth: .none, count: 150, costs: [1, 10], columns: ["x_noise"]
    ) { _, model, query, own in
      (own < [0.4, 0.9][model] ? 1 : 0, ["\(query)"])
    },
    AdviceWorld(
      name: "a good confidence, but both cost the same", truth: .none, count: 150, costs: [2, 2],
      columns: ["confidence"]
    ) { _, model, query, _ in
      let isRight = model == 1 || query < 0.7
      return (isRight ? 1 : 0, [isRight ? "0.9" : "0.1"])
    },
    AdviceWorld(
      name: "a good confidence in 20 queries", truth: .open, count: 20, costs: [1, 10], columns: ["confidence"]
    ) { _, model, query, _ in
      let isRight = model == 1 || query < 0.7
      return (isRight ? 1 : 0, [isRight ? "0.9" : "0.1"])
    },
    AdviceWorld(
      name: "graded answers that say how good they are", truth: .gain, count: 200, costs: [1, 10],
      columns: ["confidence"]
    ) { _, model, query, _ in
      let quality = model == 1 ? 0.9 : query < 0.7 ? 0.9 : 0.1
      return (quality, ["\(quality)"])
    },
    AdviceWorld(
      name: "the cheap one is right nine times in ten, and knows it", truth: .gain, count: 300, costs: [1, 50],
      columns: ["confidence"]
    ) { _, model, query, own in
      let isRight = model == 1 || query < 0.9
      return (isRight ? 1 : 0, ["\(isRight ? 0.6 + 0.4 * own : 0.4 * own)"])
    },
    AdviceWorld(
      name: "a dear model that nobody needs", truth: .gain, count: 200, costs: [1, 5, 100], columns: ["confidence"]
    ) { _, model, query, _ in
      let isRight = model > 0 || query < 0.6
      return (isRight ? 1 : 0, [isRight ? "0.9" : "0.1"])
    },
  ]
}
