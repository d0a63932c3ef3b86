import Input
import Mathematics
import Routing
import Traces

/// Made-up queries of which the chance of every model to be right is known, and logs of routers that serve them.
struct LoggedWorld {
  /// How a log chose its models.
  enum Logging: CaseIterable, Sendable {
    /// Each model with the same chance; propensities recorded.
    case uniform
    /// In shares that differ between groups; no propensities.
    case byGroup
    /// By a difficulty that no column tells; propensities recorded.
    case byDifficulty
  }

  static let costs = [1.0, 2, 5]

  /// A query: its column x_size, its group, and its hidden difficulty, from 0 to 1 each.
  struct Query {
    let size: Double
    let difficulty: Double
    var group: Int { size < 0.4 ? 0 : 1 }

    init(_ key: RandomKey) {
      size = key.mixing("size").uniform
      difficulty = key.mixing("difficulty").uniform
    }

    /// The chance of each model to be right.
    var chances: [Double] {
      [0.95 - 0.8 * difficulty - 0.1 * (size - 0.5), 0.8 - 0.4 * difficulty, 0.85 - 0.3 * difficulty]
    }

    /// The chance of each model to be chosen.
    func propensities(_ logging: Logging) -> [Double] {
      switch logging {
      case .uniform: [1 / 3.0, 1 / 3.0, 1 / 3.0]
      case .byGroup: group == 0 ? [0.6, 0.3, 0.1] : [0.2, 0.3, 0.5]
      case .byDifficulty: difficulty < 0.5 ? [0.8, 0.1, 0.1] : [0.1, 0.1, 0.8]
      }
    }
  }

  /// Five policies: the chance of each model by the size of the query.
  static let policies: [(name: String, chances: @Sendable (_ size: Double) -> [Double])] = [
    ("a", { _ in [1, 0, 0] }), ("b", { _ in [0, 1, 0] }), ("c", { _ in [0, 0, 1] }),
    ("half a, half c", { _ in [0.5, 0, 0.5] }), ("by size", { $0 < 0.5 ? [1, 0, 0] : [0, 0, 1] }),
  ]

  /// The log of so many queries.
  static func log(_ logging: Logging, count: Int, seed: UInt64) throws -> Dataset {
    let key = RandomKey(seed: seed, purpose: "logged world")
    var (quality, cost, propensity) = ([Double](), [Double](), [Double]())
    var (sizes, groups) = ([Double](), [Int32]())
    for index in 0..<count {
      let own = key.mixing(index)
      let query = Query(own)
      let chances = query.propensities(logging)
      let draw = own.mixing("choice").uniform
      let model = draw < chances[0] ? 0 : draw < chances[0] + chances[1] ? 1 : 2
      let isRight = own.mixing("right").uniform < query.chances[model]
      sizes.append(query.size)
      groups.append(Int32(query.group))
      for other in 0..<3 {
        quality.append(other == model ? (isRight ? 1 : 0) : .nan)
        cost.append(other == model ? costs[model] * (0.5 + query.size) : .nan)
        propensity.append(other == model ? chances[model] : .nan)
      }
    }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<count).map { "q\($0)" }), models: ["a", "b", "c"],
      quality: quality, cost: cost,
      queryColumns: [
        Column(name: "x_size", values: .numbers(sizes)),
        Column(name: "group", values: .categories(codes: groups, labels: ["short", "long"])),
      ],
      outcomeColumns: logging == .byGroup ? [] : [Column(name: "propensity", values: .numbers(propensity))])
    return try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(0..<count), split: .folds(count: 5, repeats: 1, seed: 0))
  }

  /// What each policy gets and costs on average over a large number of other queries.
  static let truths: [(quality: Double, cost: Double)] = {
    let key = RandomKey(seed: 77, purpose: "logged population")
    let queries = (0..<100_000).map { Query(key.mixing($0)) }
    return policies.map { policy in
      let values = queries.map { query -> (Double, Double) in
        let (shares, chances) = (policy.chances(query.size), query.chances)
        return (
          (0..<3).map { shares[$0] * chances[$0] }.sum,
          (0..<3).map { shares[$0] * costs[$0] * (0.5 + query.size) }.sum
        )
      }
      return (values.map(\.0).mean, values.map(\.1).mean)
    }
  }()
}
