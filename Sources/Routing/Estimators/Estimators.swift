/// The quality estimators there are.
public enum QualityEstimators {
  /// In the order of help.
  public static let all: [EstimatorKind<any QualityEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", parameters: []) { _ in ConstantEstimator() },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, made honest by regression (the RouterBench protocol)",
      parameters: NoisyEstimator.parameters
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
  ]
}

/// The cost estimators there are.
public enum CostEstimators {
  /// In the order of help.
  public static let all: [EstimatorKind<any CostEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", parameters: []) { _ in ConstantEstimator() },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, made honest by regression (the RouterBench protocol)",
      parameters: NoisyEstimator.parameters
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
  ]
}
