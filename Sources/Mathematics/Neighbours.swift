/// Nearest neighbours by Euclidean distance.
public struct Neighbours: Sendable {
  private let points: [Double]
  private let dimensions: Int
  /// `nil` where it would save nothing: for few points, or in so many dimensions that all are about as far away.
  private let tree: PointTree?

  /// Creates the set of `points`, given as consecutive groups of `dimensions` numbers.
  public init(points: [Double], dimensions: Int) {
    precondition(dimensions > 0 && points.count.isMultiple(of: dimensions))
    self.points = points
    self.dimensions = dimensions
    tree =
      points.count > 64 * dimensions && dimensions <= 16 ? PointTree(points: points, dimensions: dimensions) : nil
  }

  /// The indices of the `count` nearest points to `target` (of all, if there are fewer), nearest first; ties go to the
  /// lower index.
  ///
  ///     Neighbours(points: [0, 1, 5], dimensions: 1).nearest(2, to: [0.9])   // [1, 0]
  ///
  /// - Parameters:
  ///   - target: the point.
  ///   - count: the number of neighbours.
  ///   - excluded: an index to leave out, for the neighbours of a point of the set.
  /// - Complexity: O(points * (dimensions + log count)), and much less in few dimensions.
  public func nearest(_ count: Int, to target: [Double], excluding excluded: Int? = nil) -> [Int] {
    precondition(target.count == dimensions)
    if let tree { return tree.nearest(count, to: target, excluding: excluded) }
    var found: [(distance: Double, index: Int)] = []
    for index in 0..<points.count / dimensions where index != excluded {
      var distance = 0.0
      for dimension in 0..<dimensions {
        let difference = points[index * dimensions + dimension] - target[dimension]
        distance += difference * difference
      }
      if found.count == count, let last = found.last, distance >= last.distance { continue }
      let place = found.partitioningIndex { $0.distance > distance }
      found.insert((distance, index), at: place)
      if found.count > count { found.removeLast() }
    }
    return found.map(\.index)
  }
}
