/// Standard normal values given from outside, one table per size of supermodel, in place of our own lanes.
///
/// The authors' implementation draws them unseeded; to repeat its decisions one must be handed what it drew. Column k
/// belongs to the k-th model of (already run, ascending) followed by (new, ascending).
public struct NormalTable: Sendable, Hashable {
  private var tables: [Int: [Double]] = [:]

  /// A table without entries.
  public init() {}

  /// Sets the values for supermodels of `size` models: rows of `size` values, one after the other.
  public mutating func set(_ values: [Double], size: Int) {
    precondition(size > 0 && values.count % size == 0, "rows of equal length")
    tables[size] = values
  }

  /// The values for supermodels of `size` models, row by row, if there are any.
  public func values(size: Int) -> [Double]? { tables[size] }
}
