import Input
import Traces

/// All quality estimators.
public enum QualityEstimators {
  /// The estimators by name, and what policy files hold of them; `calibrated` is one of these made honest.
  public static let table = EstimatorTable(all, of: .quality, wrappers: [("calibrated", FittedCalibration.self)])

  /// The fitted estimator that a part of a policy file describes.
  static func fitted(_ node: JSONNode, models: [String]) throws(JSONShapeError) -> any FittedEstimator {
    try table.fitted(node, models: models)
  }

  /// In the order of help.
  public static let all: [EstimatorKind<any QualityEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", fitted: FittedMeans.self, parameters: []) {
      _ in ConstantEstimator()
    },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, calibrated by regression (the RouterBench protocol)",
      fitted: FittedSignals.self,
      parameters: NoisyEstimator.parameters + [.sigma, .unfused, .fuse, .calibrate]
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
    EstimatorKind(
      name: "table", summary: "your own estimates: fit table FILE", fitted: FittedSignals.self,
      parameters: TableEstimator.parameters
    ) {
      (arguments) throws(RoutingError) in try TableEstimator(arguments)
    },
    EstimatorKind(
      name: "logistic", summary: "logistic regressions on features of the query and of the answers seen",
      fitted: FittedAnsweredSets.self,
      parameters: LogisticEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try LogisticEstimator(arguments) },
    EstimatorKind(
      name: "linear", summary: "like logistic, with ridge regressions, for graded quality",
      fitted: FittedAnsweredSets.self,
      parameters: LinearEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try LinearEstimator(arguments) },
    EstimatorKind(
      name: "irt", summary: "latent difficulty: every answer tells something about all models",
      fitted: FittedLatentDifficulty.self,
      parameters: IRTEstimator.parameters
    ) { arguments in IRTEstimator(arguments) },
    EstimatorKind(
      name: "knn", summary: "the mean of the nearest train queries",
      parameters: KNNEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try KNNEstimator(arguments) },
    EstimatorKind(
      name: "oracle-after", summary: "the truth once a model has run, another estimator before",
      fitted: FittedJudge.self,
      parameters: [
        EstimatorParameter("before", "the estimator before a run (constant), with its parameters", kind: .text)
      ] + NoisyEstimator.parameters + LogisticEstimator.parameters + KNNEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try OracleAfterEstimator(arguments) },
  ]

  /// The estimator that the arguments describe.
  ///
  /// - Throws: `RoutingError.unknown`, `missingParameter`, `invalidParameter`.
  public static func estimator(_ arguments: EstimatorArguments) throws(RoutingError) -> any QualityEstimator {
    let estimator = try table.estimator(arguments)
    // The truth needs no calibration; the estimator before a run is calibrated where it is made.
    guard arguments.estimator != "oracle-after", let name = arguments.values["calibrate"],
      let method = CalibrationMethod(rawValue: name)
    else { return estimator }
    return CalibratedEstimator(estimator, by: method)
  }
}

/// All cost estimators.
public enum CostEstimators {
  /// The estimators by name, and what policy files hold of them.
  public static let table = EstimatorTable(all, of: .cost)

  /// In the order of help.
  public static let all: [EstimatorKind<any CostEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", fitted: FittedMeans.self, parameters: []) {
      _ in ConstantEstimator()
    },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, calibrated by regression (the RouterBench protocol)",
      fitted: FittedSignals.self,
      parameters: NoisyEstimator.parameters
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
    EstimatorKind(
      name: "table", summary: "your own estimates: fit table FILE", fitted: FittedSignals.self,
      parameters: TableEstimator.parameters
    ) {
      (arguments) throws(RoutingError) in try TableEstimator(arguments)
    },
    EstimatorKind(
      name: "tokens", summary: "prices times tokens, with answers as long as those seen so far",
      fitted: TokenCosts.self,
      parameters: TokenCostEstimator.parameters
    ) { (arguments) throws(RoutingError) in try TokenCostEstimator(arguments) },
    EstimatorKind(
      name: "regression", summary: "ridge regression on prompt length and columns x_..., then on observed costs",
      fitted: FittedCostRegression.self,
      parameters: RegressionCostEstimator.parameters
    ) { (arguments) throws(RoutingError) in try RegressionCostEstimator(arguments) },
    EstimatorKind(
      name: "knn", summary: "the mean of the nearest train queries", parameters: KNNEstimator.parameters
    ) { (arguments) throws(RoutingError) in try KNNEstimator(arguments) },
  ]

  /// The estimator that the arguments describe.
  ///
  /// - Throws: `RoutingError.unknown`, `missingParameter`, `invalidParameter`.
  public static func estimator(_ arguments: EstimatorArguments) throws(RoutingError) -> any CostEstimator {
    try table.estimator(arguments)
  }
}
