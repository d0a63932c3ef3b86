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
      predictor: ConstantPredictor(means: means))
  }

  /// The mean train cost.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    let means = data.means(of: data.cost, over: data.train)
    return PairedCostEstimates(constant(means, data), predictor: ConstantCostPredictor(means: means))
  }

  private func constant(_ means: [Double], _ data: Dataset) -> PairedTable {
    let table = Array(repeatElement(means, count: data.count).joined())
    return PairedTable(exAnte: table, postHoc: table, modelCount: data.modelCount)
  }
}
