/// The upper concave hull of points (cost, quality), from the cheapest point to the best.
///
/// Every other point is dominated by a mixture of two points on the hull.
///
///     UpperHull(cost: [1, 2, 3], quality: [0, 0.1, 1]).indices   // [0, 2]
public struct UpperHull: Sendable {
  /// The points on the hull in ascending cost; of equal points the first. Collinear points are left out.
  public let indices: [Int]
  /// The slopes between neighbours, descending; one fewer than `indices`.
  public let slopes: [Double]

  /// The hull of at least one point.
  public init(cost: [Double], quality: [Double]) { self.init(cost: cost, quality: quality, of: cost.indices) }

  /// The hull of some of the points, at least one.
  public init(cost: [Double], quality: [Double], of points: some Sequence<Int>) {
    let order = points.sorted { (cost[$0], -quality[$0], $0) < (cost[$1], -quality[$1], $1) }
    var indices: [Int] = []
    var slopes: [Double] = []
    for point in order {
      if let last = indices.last, quality[point] <= quality[last] { continue }
      while let last = indices.last {
        let slope = (quality[point] - quality[last]) / (cost[point] - cost[last])
        if let previous = slopes.last, previous <= slope {
          indices.removeLast()
          slopes.removeLast()
        } else {
          slopes.append(slope)
          break
        }
      }
      indices.append(point)
    }
    self.indices = indices
    self.slopes = slopes
  }

  /// The two hull points around `target` and the share of the second in the mixture.
  ///
  /// Left of the hull this is its first point, right of it its last.
  public func mixture(at target: Double, cost: [Double]) -> (first: Int, second: Int, share: Double) {
    // A mean summed in another order may miss that of a point by its rounding.
    guard let next = indices.firstIndex(where: { cost[$0] > target + 1e-12 * abs(target) }) else {
      return (indices.last!, indices.last!, 0)
    }
    if next == 0 { return (indices[0], indices[0], 0) }
    let (first, second) = (indices[next - 1], indices[next])
    return (first, second, max(0, (target - cost[first]) / (cost[second] - cost[first])))
  }
}
