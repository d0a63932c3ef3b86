import Mathematics

/// The units in which rows are summed and resampled: each row by itself up to 50,000 rows; of more, 20,000 groups of
/// almost equal size, drawn at random.
///
/// Means of groups drawn at random vary as much as means of rows do, so intervals are the same but for the noise of
/// resampling, and what is kept and resampled does not grow with the rows (method, section 9).
public struct RowUnits: Sendable {
  /// More rows than these are grouped.
  public static let rowLimit = 50_000
  /// The number of groups.
  public static let groupCount = 20_000

  /// The number of rows.
  public let rowCount: Int
  /// The number of units.
  public let count: Int
  /// The places of the rows, group by group; `nil` where each row is a unit.
  private let order: [Int]?

  /// The units of `rowCount` rows; the same for every table of so many rows.
  public init(rowCount: Int) { self.init(rowCount: rowCount, rowLimit: Self.rowLimit, groupCount: Self.groupCount) }

  /// Units with other bounds.
  package init(rowCount: Int, rowLimit: Int, groupCount: Int) {
    self.rowCount = rowCount
    if rowCount <= rowLimit {
      (count, order) = (rowCount, nil)
      return
    }
    let key = RandomKey(seed: 0, purpose: "row units")
    let ranks = (0..<rowCount).map { key.mixing($0).bits }
    (count, order) = (groupCount, ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) })
  }

  /// Whether each row is a unit.
  public var areRows: Bool { order == nil }

  /// Rows, given in their order, in that of the units.
  func ordered(_ rows: [Int]) -> [Int] { order.map { $0.map { rows[$0] } } ?? rows }

  /// Where the rows of a unit stand in the order of the units.
  func places(of unit: Int) -> Range<Int> { unit * rowCount / count..<(unit + 1) * rowCount / count }

  /// Where the rows of consecutive units stand in the order of the units.
  func places(of units: Range<Int>) -> Range<Int> {
    units.lowerBound * rowCount / count..<units.upperBound * rowCount / count
  }

  /// The number of rows of a unit.
  package func size(of unit: Int) -> Int { places(of: unit).count }

  /// The sums over each unit of `values`, one per row in the order of the rows.
  package func sums(of values: [Double]) -> [Double] {
    guard let order else { return values }
    return (0..<count).map { unit in places(of: unit).reduce(0) { $0 + values[order[$1]] } }
  }
}
