import Mathematics

/// Gives every model a small chance to serve a query, so that the log of a policy tells what other policies are worth.
///
/// A share of the queries is served by a model drawn evenly from all; which ones, and by which, is a function of the seed and
/// the query's id.
public struct Exploration: Sendable, Equatable {
  /// The share of queries that are not left to the policy, from 0 to 1.
  public let share: Double
  /// The seed of the draws.
  public let seed: UInt64

  /// Exploring a share of the queries.
  public init(share: Double, seed: UInt64) {
    precondition((0...1).contains(share), "a share from 0 to 1")
    self.share = share
    self.seed = seed
  }

  /// The model that is to serve a query out of `count`; `nil` where the policy decides.
  public func model(for queryID: String, of count: Int) -> Int? {
    let key = RandomKey(seed: seed, purpose: "explore").mixing(queryID)
    if key.uniform >= share { return nil }
    return min(count - 1, Int(key.mixing("model").uniform * Double(count)))
  }

  /// The chance of each model to serve a query, given those that the policy alone would give it.
  public func propensities(_ chances: [Double]) -> [Double] {
    chances.map { (1 - share) * $0 + share / Double(chances.count) }
  }
}
