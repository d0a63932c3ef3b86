/// All quality estimators.
public enum QualityEstimators {
  /// In the order of help.
  public static let all: [EstimatorKind<any QualityEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", parameters: []) { _ in ConstantEstimator() },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, calibrated by regression (the RouterBench protocol)",
      parameters: NoisyEstimator.parameters + [.unfused, .fuse, .calibrate]
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
    EstimatorKind(
      name: "table", summary: "your own estimates: fit table FILE", parameters: TableEstimator.parameters
    ) {
      (arguments) throws(RoutingError) in try TableEstimator(arguments)
    },
    EstimatorKind(
      name: "logistic", summary: "logistic regressions on features of the query and of the answers seen",
      parameters: LogisticEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try LogisticEstimator(arguments) },
    EstimatorKind(
      name: "linear", summary: "like logistic, with ridge regressions, for graded quality",
      parameters: LinearEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try LinearEstimator(arguments) },
    EstimatorKind(
      name: "irt", summary: "latent difficulty: every answer informs about all models",
      parameters: IRTEstimator.parameters
    ) { arguments in IRTEstimator(arguments) },
    EstimatorKind(
      name: "knn", summary: "the mean of the nearest training queries",
      parameters: KNNEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try KNNEstimator(arguments) },
    EstimatorKind(
      name: "oracle-after", summary: "the truth once a model has run, another estimator before",
      parameters: [
        EstimatorParameter("before", "the estimator before a run (constant), with its parameters", kind: .text)
      ] + NoisyEstimator.parameters + LogisticEstimator.parameters + KNNEstimator.parameters + [.calibrate]
    ) { (arguments) throws(RoutingError) in try OracleAfterEstimator(arguments) },
  ]

  /// The estimator that the arguments describe.
  ///
  /// - Throws: `RoutingError.unknown`, `missingParameter`, `invalidParameter`.
  public static func estimator(_ arguments: EstimatorArguments) throws(RoutingError) -> any QualityEstimator {
    let estimator = try all.make(arguments)
    // The truth needs no calibration; the estimator before a run is calibrated where it is made.
    guard arguments.estimator != "oracle-after", let name = arguments.values["calibrate"],
      let method = CalibrationMethod(rawValue: name)
    else { return estimator }
    return CalibratedEstimator(estimator, by: method)
  }
}

/// All cost estimators.
public enum CostEstimators {
  /// In the order of help.
  public static let all: [EstimatorKind<any CostEstimator>] = [
    EstimatorKind(name: "constant", summary: "the mean of the train part", parameters: []) { _ in ConstantEstimator() },
    EstimatorKind(
      name: "noisy", summary: "the truth under noise, calibrated by regression (the RouterBench protocol)",
      parameters: NoisyEstimator.parameters
    ) { (arguments) throws(RoutingError) in try NoisyEstimator(arguments) },
    EstimatorKind(
      name: "table", summary: "your own estimates: fit table FILE", parameters: TableEstimator.parameters
    ) {
      (arguments) throws(RoutingError) in try TableEstimator(arguments)
    },
    EstimatorKind(
      name: "tokens", summary: "prices times tokens, with answers as long as those seen so far",
      parameters: TokenCostEstimator.parameters
    ) { (arguments) throws(RoutingError) in try TokenCostEstimator(arguments) },
    EstimatorKind(
      name: "regression", summary: "ridge regression on prompt length and columns x_..., then on observed costs",
      parameters: RegressionCostEstimator.parameters
    ) { (arguments) throws(RoutingError) in try RegressionCostEstimator(arguments) },
    EstimatorKind(
      name: "knn", summary: "the mean of the nearest training queries", parameters: KNNEstimator.parameters
    ) { (arguments) throws(RoutingError) in try KNNEstimator(arguments) },
  ]

  /// The estimator that the arguments describe.
  ///
  /// - Throws: `RoutingError.unknown`, `missingParameter`, `invalidParameter`.
  public static func estimator(_ arguments: EstimatorArguments) throws(RoutingError) -> any CostEstimator {
    try all.make(arguments)
  }
}

extension Array {
  fileprivate func make<Estimator>(_ arguments: EstimatorArguments) throws(RoutingError) -> Estimator
  where Element == EstimatorKind<Estimator> {
    guard let kind = first(where: { $0.name == arguments.estimator }) else {
      throw .unknown("estimator", arguments.estimator, known: map(\.name))
    }
    let known = kind.parameters.map { "--" + $0.name }
    for (name, value) in arguments.values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = kind.parameters.first(where: { $0.name == name }) else {
        throw .unknown("parameter of \(kind.name)", "--" + name, known: known)
      }
      if case .choice(let choices) = parameter.kind, !choices.contains(value) {
        throw .invalidParameter("--" + name, found: value, allowed: choices.joined(separator: " or "))
      }
    }
    return try kind.make(arguments)
  }
}
