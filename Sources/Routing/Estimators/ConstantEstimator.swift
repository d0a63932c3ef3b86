import Input
import Mathematics
import Traces

/// The train mean of each model, regardless of query and answers; no uncertainty.
public struct ConstantEstimator: QualityEstimator, CostEstimator {
  /// An estimator without parameters.
  public init() {}

  /// The mean train quality; S = 0.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    let means = data.means(of: data.quality, over: data.train)
    return PairedQualityEstimates(
      constant(means, data), sigma: [Double](repeating: 0, count: data.modelCount),
      fitted: FittedMeans(means: means, target: .quality))
  }

  /// The mean train cost.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    let means = data.means(of: data.cost, over: data.train)
    return PairedCostEstimates(constant(means, data), fitted: FittedMeans(means: means, target: .cost))
  }

  private func constant(_ means: [Double], _ data: Dataset) -> PairedTable {
    let table = Array(repeatElement(means, count: data.count).joined())
    return PairedTable(exAnte: table, postHoc: table, modelCount: data.modelCount)
  }
}

/// The same means for every query.
struct FittedMeans: FittedEstimator {
  let means: [Double]
  let target: EstimateTarget

  init(means: [Double], target: EstimateTarget) {
    self.means = means
    self.target = target
  }

  func evidence(of query: QueryState) {}

  func start(_ evidence: Void, _ belief: inout Belief) {
    switch target {
    case .quality:
      belief.quality = means
      for model in means.indices { belief.sigma[model] = 0 }
    case .cost: belief.cost = means
    }
  }

  func observe(_ model: Int, _ evidence: Void, _ belief: inout Belief) {}

  // MARK: in policy files

  func json(models: [String]) -> JSONValue { ["estimator": "constant", "means": .numbers(means)] }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    self.init(means: try node["means"].numbers(count: models.count), target: target)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    [
      JSONSchema.estimator(
        "constant", description: "the same mean for every query", [.init("means", JSONSchema.numbers)])
    ]
  }
}
