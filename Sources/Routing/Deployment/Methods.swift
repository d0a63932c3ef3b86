/// The estimators and strategies that a policy may be made of, by name.
public struct Methods: Sendable {
  /// The estimators of quality.
  public var quality: EstimatorTable<any QualityEstimator>
  /// The estimators of cost.
  public var cost: EstimatorTable<any CostEstimator>
  /// The strategies.
  public var strategies: [StrategyKind]

  /// Creates tables, for instance those of `standard` with something added.
  public init(
    quality: EstimatorTable<any QualityEstimator>, cost: EstimatorTable<any CostEstimator>, strategies: [StrategyKind]
  ) {
    self.quality = quality
    self.cost = cost
    self.strategies = strategies
  }

  /// All that `fit` and `run` know.
  public static let standard = Methods(
    quality: QualityEstimators.table, cost: CostEstimators.table, strategies: Strategies.all)
}
