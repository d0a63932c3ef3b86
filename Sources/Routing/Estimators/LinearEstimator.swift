import Mathematics
import Traces

/// One ridge regression of quality per model and answered set, on the features of `LogisticEstimator`.
///
/// For graded quality; its estimates may leave [0, 1]. Method, section 7.
public struct LinearEstimator: QualityEstimator {
  /// The penalty on the squared coefficients of the standardised features; `nil` to choose it by leave-one-out.
  public var ridge: Double?
  /// The families of features it uses.
  public var families: Set<AnsweredSetFamily>
  /// Whether what is to come is taken for normal with covariance S(A), as the paper has it.
  public var isNormal = false
  private var isExAnteOnly = false

  /// An estimator with the given parameters.
  public init(ridge: Double? = nil, families: Set<AnsweredSetFamily> = AnsweredSetFamily.standard) {
    self.ridge = ridge
    self.families = families
  }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    self.init(
      ridge: arguments.has("ridge") ? try arguments.nonNegative("ridge") : nil,
      families: try arguments.words("features", of: AnsweredSetFamily.self, standard: AnsweredSetFamily.standard))
    isNormal = !arguments.reference.isEmpty
  }

  /// The same from features of the query alone, for any number of models.
  public var exAnte: any QualityEstimator {
    var estimator = self
    estimator.isExAnteOnly = true
    return estimator
  }

  static let parameters = LogisticEstimator.parameters

  /// Estimates whose regressions are fitted as answered sets are reached.
  ///
  /// - Throws: `RoutingError.unsuitable` for more than 64 models whose answers bring features,
  ///   `RoutingError.cancelled`.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    try AnsweredSetEstimates(
      "linear", data, families: families, isExAnteOnly: isExAnteOnly, kind: .linear, ridge: ridge,
      isNormal: isNormal, task: task)
  }
}
