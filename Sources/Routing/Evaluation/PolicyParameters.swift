import Input
import Traces

/// The parameters chosen by tuning, and the models that the policy names.
public struct PolicyParameters: Sendable, Equatable {
  /// The prices, one per step.
  public var lambdas: [Double]
  /// The thresholds, one per step; infinite ones never stop, or always stop.
  public var thresholds: [Double]
  /// The models that the policy runs regardless of estimates, by index in the pool: those of the low-cost and high-cost
  /// rules, or the first and second of a pair.
  public var models: [Int]

  /// Creates parameters from prices, thresholds and models.
  public init(lambdas: [Double] = [], thresholds: [Double] = [], models: [Int] = []) {
    self.lambdas = lambdas
    self.thresholds = thresholds
    self.models = models
  }
}

extension PolicyParameters {
  /// The parameters as stored in policy and state files: `lambdas`, `thresholds` and `runs`, those in use.
  public func members(models names: [String]) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !lambdas.isEmpty { members.append(.init("lambdas", .numbers(lambdas))) }
    if !thresholds.isEmpty { members.append(.init("thresholds", .numbers(thresholds))) }
    if !models.isEmpty { members.append(.init("runs", .models(models, names))) }
    return members
  }

  /// Reads the parameters among the members of a node.
  ///
  /// A threshold of `null` is an infinite one of `pairs`: without a second model the first answer is always given, with
  /// one it never is.
  public init(_ node: JSONNode, models names: [String]) throws(JSONShapeError) {
    models = try node["runs"].optional?.modelList(of: names) ?? []
    lambdas = try node["lambdas"].optional?.numbers() ?? []
    thresholds = []
    for element in try node["thresholds"].optional?.elements() ?? [] {
      thresholds.append(element.isMissing ? (models.count == 1 ? -.infinity : .infinity) : try element.number())
    }
  }
}
