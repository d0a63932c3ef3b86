/// Given standard normal values, one table per size of supermodel, instead of the built-in lanes.
///
/// The reference implementation draws them unseeded, so repeating its decisions requires its draws. Column k belongs to
/// the k-th model of (already run, ascending) followed by (new, ascending).
package struct NormalTable: Sendable, Hashable {
  private var tables: [Int: [Double]] = [:]

  /// A table without entries.
  package init() {}

  /// Sets the values for supermodels of `size` models: rows of `size` values, one after the other.
  package mutating func set(_ values: [Double], size: Int) {
    precondition(size > 0 && values.count % size == 0, "rows of equal length")
    tables[size] = values
  }

  /// The values for supermodels of `size` models, row by row, if given.
  package func values(size: Int) -> [Double]? { tables[size] }
}
