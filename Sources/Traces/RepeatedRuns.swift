/// The qualities of single runs, where outcomes are means of several.
public struct RepeatedRuns: Sendable {
  /// Where the runs of each cell of the table begin; one number more than there are cells.
  private let starts: [Int32]
  private let qualities: [Double]

  /// The runs whose qualities follow one another cell by cell.
  init(starts: [Int32], qualities: [Double]) {
    self.starts = starts
    self.qualities = qualities
  }

  /// The qualities of the runs of one query and model, in the order of the file, by their place in the table.
  public subscript(cell: Int) -> ArraySlice<Double> { qualities[Int(starts[cell])..<Int(starts[cell + 1])] }
}
