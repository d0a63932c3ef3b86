import Mathematics
import Traces

/// What each model of the pool does by itself on some rows: the reference for strategies.
///
/// Where outcomes are missing these are adjusted for which queries each model was run on, see `AdjustedOutcomes`.
public struct SingleModels: Sendable {
  /// For each model its cost on each row.
  public let cost: [[Double]]
  /// For each model its quality on each row.
  public let quality: [[Double]]

  /// The models of `data` on `rows`.
  public init(_ data: Dataset, on rows: [Int]) {
    // What stands in for missing outcomes is not adjusted.
    let data = data.isValued ? data : data.recorded
    func columns(_ table: [Double], _ scale: AdjustedOutcomes.Scale) -> [[Double]] {
      if data.isComplete {
        return data.models.indices.map { model in rows.map { table[$0 * data.modelCount + model] } }
      }
      return data.adjustedOutcomes(table, scale).values.map { column in rows.map { column[$0] } }
    }
    cost = columns(data.cost, .ratio)
    quality = columns(data.quality, .difference)
  }

  /// The mean cost and quality of each model, in pool order.
  public var means: [(cost: Double, quality: Double)] {
    zip(cost, quality).map { (cost: $0.mean, quality: $1.mean) }
  }
}
