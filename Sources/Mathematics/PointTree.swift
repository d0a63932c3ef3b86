/// Points in boxes within boxes, so that a search for the nearest looks at few of them (a k-d tree).
///
/// Boxes are divided at the median of their widest side. Distances, and those to boxes, add up their squares in the same
/// order, and rounding is monotone, so a box is never passed over that holds one of the nearest.
struct PointTree: Sendable {
  /// A box: its points are `places`; the halves of one that is divided are the next box and the box at `other`.
  private struct Box {
    var places: Range<Int>
    var other: Int?
  }

  private static let leafSize = 12

  private let dimensions: Int
  private var boxes: [Box] = []
  /// For each box its least, then its greatest coordinates.
  private var bounds: [Double] = []
  /// The points, box by box.
  private var coordinates: [Double] = []
  /// The index that each had.
  private var indices: [Int]

  /// The tree of `points`, consecutive groups of `dimensions` numbers.
  init(points: [Double], dimensions: Int) {
    self.dimensions = dimensions
    indices = Array(0..<points.count / dimensions)
    divide(indices.indices, points)
    coordinates.reserveCapacity(points.count)
    for index in indices { coordinates += points[index * dimensions..<(index + 1) * dimensions] }
  }

  private mutating func divide(_ places: Range<Int>, _ points: [Double]) {
    var (least, greatest) = (
      [Double](repeating: .infinity, count: dimensions), [Double](repeating: -.infinity, count: dimensions)
    )
    for place in places {
      for dimension in 0..<dimensions {
        let value = points[indices[place] * dimensions + dimension]
        least[dimension] = min(least[dimension], value)
        greatest[dimension] = max(greatest[dimension], value)
      }
    }
    bounds += least + greatest
    let box = boxes.count
    boxes.append(Box(places: places))
    let widest = (0..<dimensions).max { greatest[$0] - least[$0] < greatest[$1] - least[$1] } ?? 0
    guard places.count > Self.leafSize, greatest[widest] > least[widest] else { return }
    indices[places].sort { (points[$0 * dimensions + widest], $0) < (points[$1 * dimensions + widest], $1) }
    let middle = places.lowerBound + places.count / 2
    divide(places.lowerBound..<middle, points)
    boxes[box].other = boxes.count
    divide(middle..<places.upperBound, points)
  }

  /// The `count` nearest points to `target`, nearest first, ties by the lower index.
  func nearest(_ count: Int, to target: [Double], excluding excluded: Int?) -> [Int] {
    if count < 1 { return [] }
    var found = Found(limit: count)
    found.nearest.reserveCapacity(count + 1)
    // The boxes still to be looked into, each with its distance; the nearest last.
    var open = [(box: 0, distance: 0.0)]
    while let (box, distance) = open.popLast() {
      if distance > found.reach { continue }
      guard let other = boxes[box].other else {
        look(into: boxes[box].places, target, excluded, &found)
        continue
      }
      let halves = (
        (box: box + 1, distance: self.distance(to: box + 1, target)),
        (box: other, distance: self.distance(to: other, target))
      )
      let isFirst = halves.0.distance <= halves.1.distance
      open.append(isFirst ? halves.1 : halves.0)
      open.append(isFirst ? halves.0 : halves.1)
    }
    return found.nearest.map(\.index)
  }

  private struct Found {
    var limit: Int
    var nearest: [(distance: Double, index: Int)] = []

    /// The distance beyond which nothing counts.
    var reach: Double { nearest.count < limit ? .infinity : nearest[limit - 1].distance }

    mutating func offer(_ distance: Double, _ index: Int) {
      if nearest.count < limit {
        nearest.append((distance, index))
      } else if (distance, index) >= nearest[limit - 1] {
        return
      }
      // Moved up from the end one by one, which takes less than an insertion.
      var place = nearest.count - 1
      while place > 0 && (distance, index) < nearest[place - 1] {
        nearest[place] = nearest[place - 1]
        place -= 1
      }
      nearest[place] = (distance, index)
    }
  }

  private func look(into places: Range<Int>, _ target: [Double], _ excluded: Int?, _ found: inout Found) {
    for place in places where indices[place] != excluded {
      var distance = 0.0
      for dimension in 0..<dimensions {
        let difference = coordinates[place * dimensions + dimension] - target[dimension]
        distance += difference * difference
      }
      found.offer(distance, indices[place])
    }
  }

  /// The squared distance to the nearest point that a box could hold.
  private func distance(to box: Int, _ target: [Double]) -> Double {
    var sum = 0.0
    let start = 2 * box * dimensions
    for dimension in 0..<dimensions {
      let value = target[dimension]
      let (below, above) = (bounds[start + dimension] - value, value - bounds[start + dimensions + dimension])
      let difference = max(max(below, above), 0)
      sum += difference * difference
    }
    return sum
  }
}
