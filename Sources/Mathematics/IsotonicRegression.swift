/// The least-squares non-decreasing function through points.
///
/// Found by pooling adjacent violators: neighbours in the wrong order share their mean until none are left (Ayer et
/// al., 1955). The function is linear between the points where the level changes, and constant beyond the first and the
/// last.
///
///     IsotonicRegression(x: [1, 2, 3, 4], y: [0, 1, 0, 2]).value(at: 2.5)   // 0.5
public struct IsotonicRegression: Sendable, Equatable {
  /// The breakpoints, ascending.
  public let x: [Double]
  /// Its values there, non-decreasing.
  public let y: [Double]

  /// Creates a fitted function from its breakpoints, strictly ascending, and its values there.
  public init(bendsAt x: [Double], values y: [Double]) {
    precondition(x.count == y.count && !x.isEmpty)
    self.x = x
    self.y = y
  }

  /// The function through the points (x[i], y[i]), at least one; points of equal x are replaced by their mean.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count && !x.isEmpty)
    // Blocks of points that share a level: first and last x, sum, count.
    var blocks: [(first: Double, last: Double, sum: Double, count: Double)] = []
    func merge() {
      let last = blocks.removeLast()
      blocks[blocks.count - 1].last = last.last
      blocks[blocks.count - 1].sum += last.sum
      blocks[blocks.count - 1].count += last.count
    }
    var order = x.indices.sorted { (x[$0], $0) < (x[$1], $1) }[...]
    while let point = order.popFirst() {
      blocks.append((x[point], x[point], y[point], 1))
      while let next = order.first, x[next] == x[point] {
        order.removeFirst()
        blocks[blocks.count - 1].sum += y[next]
        blocks[blocks.count - 1].count += 1
      }
      while blocks.count > 1,
        blocks[blocks.count - 2].sum * blocks[blocks.count - 1].count
          >= blocks[blocks.count - 1].sum * blocks[blocks.count - 2].count
      {
        merge()
      }
    }
    var bends: [(x: Double, y: Double)] = []
    for block in blocks {
      bends.append((block.first, block.sum / block.count))
      if block.last > block.first { bends.append((block.last, block.sum / block.count)) }
    }
    self.x = bends.map(\.x)
    self.y = bends.map(\.y)
  }

  /// The value of the function at `place`.
  public func value(at place: Double) -> Double {
    var (low, high) = (0, x.count)
    while low < high {
      let middle = (low + high) / 2
      if x[middle] > place { high = middle } else { low = middle + 1 }
    }
    if low == 0 { return y[0] }
    if low == x.count { return y[low - 1] }
    let share = (place - x[low - 1]) / (x[low] - x[low - 1])
    return y[low - 1] + share * (y[low] - y[low - 1])
  }
}
