import Mathematics
import Testing

/// Sets of points that are large enough to be divided into boxes.
@Suite struct PointTreeTests {
  /// Points on a coarse grid, so that many are equally far away, and in groups apart.
  private static let points: [[Double]] = {
    let key = RandomKey(seed: 4, purpose: "point tree")
    return (0..<3000).map { index in
      let own = key.mixing(index)
      let group = Int(own.mixing("group").bits % 3)
      return (0..<3).map { $0 == group ? 1 : 0 } + (0..<2).map { (6 * own.mixing($0).normal).rounded() / 8 }
    }
  }()

  @Test(arguments: [1, 7, 40, 5000])
  func theSameAsSorting(_ count: Int) {
    let space = Neighbours(points: Self.points.flatMap(\.self), dimensions: 5)
    for target in stride(from: 0, to: 3000, by: 149) {
      let place = Self.points[target]
      let distances = Self.points.map { point in
        zip(point, place).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let sorted = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
      #expect(space.nearest(count, to: place) == Array(sorted.prefix(count)))
      #expect(space.nearest(count, to: place, excluding: target) == Array(sorted.filter { $0 != target }.prefix(count)))
    }
    #expect(space.nearest(0, to: Self.points[0]).isEmpty)
  }

  @Test func equalPointsKeepTheirOrder() {
    let space = Neighbours(points: [Double](repeating: 0.5, count: 400), dimensions: 2)
    #expect(space.nearest(3, to: [0.5, 0.1]) == [0, 1, 2] && space.nearest(2, to: [0, 0], excluding: 0) == [1, 2])
  }
}
