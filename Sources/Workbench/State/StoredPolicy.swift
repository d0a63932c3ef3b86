import Input
import Routing

/// Tuned policies as state files and shards hold them.
extension TunedPolicy {
  /// The policy without its traces.
  ///
  /// - Parameters:
  ///   - spelling: its strategy.
  ///   - models: the pool.
  package func members(of spelling: String, models: [String]) -> [JSONValue.Member] {
    var parameters = PolicyParameters(lambdas: lambdas, thresholds: thresholds)
    if let specification = try? StrategySpecification(spelling),
      let strategy = try? Strategies.strategy(specification, models: models)
    {
      parameters = strategy.parameters(of: uncapped)
    }
    return [.init("budget", budget.map { .number($0) } ?? .null)] + parameters.members(models: models) + [
      .init("gamma", .number(gamma)), .init("reachable", .bool(isReachable)),
      .init("fallback", fallback.map(\.json) ?? .null),
    ] + (policy.cap.map { [.init("cap", .number($0))] } ?? [])
  }

  /// The policy with those of its folds.
  package func json(of spelling: String, models: [String]) -> JSONValue {
    let own = members(of: spelling, models: models)
    return .object(
      own + (folds.isEmpty ? [] : [.init("folds", .array(folds.map { $0.json(of: spelling, models: models) }))]))
  }
}

extension Strategy {
  /// The policy of a node, with those of its folds if it has any; `nil` where it needs the traces.
  package func tuned(from node: JSONNode, models: [String]) throws(JSONShapeError) -> TunedPolicy? {
    let fallback = try node["fallback"].optional.map { node throws(JSONShapeError) in
      Fallback(gain: try node["gain"].number(), standardError: try node["standard_error"].number())
    }
    let made: any Strategy = fallback == nil ? self : MixStrategy()
    guard
      var tuned = made.tuned(
        try PolicyParameters(node, models: models), budget: try node["budget"].optional?.number(),
        gamma: try node["gamma"].number(), isReachable: try node["reachable"].bool())
    else { return nil }
    tuned.fallback = fallback
    if let cap = try node["cap"].optional?.number() { tuned = tuned.capped(at: cap) }
    for fold in try node["folds"].optional?.elements() ?? [] {
      guard let own = try self.tuned(from: fold, models: models) else { return nil }
      tuned.folds.append(own)
    }
    return tuned
  }
}
