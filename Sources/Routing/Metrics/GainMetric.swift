import Mathematics
import Traces

/// The gain of a quality over simple choices and its gap to the best possible one (LLMRouterBench).
public struct GainMetric: Sendable, Equatable {
  /// The gain over a random model for each query: Q/Q_random - 1.
  public var overRandom: Double
  /// The gain over the model with the highest mean quality: Q/Q_single - 1.
  public var overSingle: Double
  /// The gap to the best answer of each query: 1 - Q/Q_oracle.
  public var toOracle: Double

  /// The gains of a mean `quality` on `rows`; NaN where the reference is 0.
  public init(quality: Double, on rows: [Int], of data: Dataset) {
    let means = SingleModels(data, on: rows).means.map(\.quality)
    let best = rows.map { row in
      data.quality[row * data.modelCount..<(row + 1) * data.modelCount].lazy.filter { !$0.isNaN }.max() ?? 0
    }.mean
    func share(of reference: Double) -> Double { reference > 0 ? quality / reference : .nan }
    overRandom = share(of: means.mean) - 1
    overSingle = share(of: means.max() ?? 0) - 1
    toOracle = 1 - share(of: best)
  }
}
