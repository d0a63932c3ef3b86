import Mathematics

/// The threshold cascade: models in pool order until the estimate of the last answer is high enough; the usual baseline.
public struct ThresholdStrategy: Strategy {
  private let reference: ReferenceFaults

  /// A strategy without options.
  public init(reference: ReferenceFaults = []) { self.reference = reference }

  /// True: of the settings within a budget that of the best quality is taken.
  public var isChosenByQuality: Bool { true }

  /// A tuner of one threshold per step.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    reference.isEmpty ? try ThresholdTuner(fitted, task: task) : referenceTuner(for: fitted)
  }

  /// The authors' search: t = 1 - lambda, over the range of the estimates on the tuning part.
  private func referenceTuner(for fitted: FittedTraces) -> any Tuner {
    let range = reference.contains(.thresholdsFromZeroToOne) ? 0...1 : estimates(of: fitted)
    let width = range.upperBound - range.lowerBound
    // A threshold just above the greatest estimate never stops; the least estimate always does.
    let prices = 1 - range.upperBound - max(width, 1) * 0x1p-20...1 - range.lowerBound
    return PriceTuner(
      PriceTuner.Family(
        stepCount: max(1, fitted.data.modelCount - 1), range: prices, moved: { $0 + 0.15 * width * $1 },
        candidateCount: 300,
        hasTies: false,
        policy: { ThresholdPolicy(thresholds: $0.map { 1 - $0 }) }, describe: { $0.thresholds = $1.map { 1 - $0 } }),
      fitted: fitted, isReferenceSearch: reference.contains(.searchRangeCollapses))
  }

  /// The cascade with these thresholds.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.thresholds.isEmpty ? nil : ThresholdPolicy(thresholds: parameters.thresholds)
  }

  /// The range of estimates of a last answer on the tuning part, over the whole cascade.
  private func estimates(of fitted: FittedTraces) -> ClosedRange<Double> {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var low = Double.infinity
    var high = -Double.infinity
    for row in fitted.data.tuningRows {
      fitted.estimates.start(row, &belief)
      for model in 0..<fitted.data.modelCount where fitted.data.isOffered(model, on: row) {
        fitted.estimates.observe(model, row: row, &belief)
        low = min(low, belief.quality[model])
        high = max(high, belief.quality[model])
      }
    }
    return low...high
  }
}
