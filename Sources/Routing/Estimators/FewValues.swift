/// Estimates, or what they hang on, that have few values: each is shared by twenty rows on average.
///
/// Choices then tie for many rows at once, and which share of them a budget pays for is decided by gamma. Fits without this
/// row or that fold differ a little in these values, so what is a tie for one of them is none for another, and a share that
/// several have chosen serves no budget by any. A mean over twenty rows and more hardly knows the row that is estimated.
enum FewValues {
  private static let rowsPerValue = 20

  /// Whether that holds for the values of `rows`.
  static func hold(on rows: some Collection<Int>, _ values: (_ row: Int) -> [Double]) -> Bool {
    var found: Set<[Double]> = []
    for row in rows {
      found.insert(values(row))
      if found.count * rowsPerValue > rows.count { return false }
    }
    return true
  }
}
