import Synchronization

/// A fixed quasi-random sample of independent standard normal vectors.
///
/// Points of the Sobol' sequence under a fixed digital shift (from dimension 32 on: a Latin hypercube), turned into
/// normal values, made exactly uncorrelated with unit variance (z <- C^-1 z, C C^T the sample covariance), and followed
/// by their negatives. Every linear function therefore has its exact mean and variance over the lanes.
public struct NormalLanes: Sendable {
  /// The number of vectors, a multiple of 16.
  public let count: Int
  /// The number of coordinates of each.
  public let dimensions: Int
  /// `count / 8` groups of eight values for the first dimension, then for the second, and so on.
  public let values: [SIMD8<Double>]

  /// The smallest number of lanes for which a sample in `dimensions` dimensions has the exact covariance.
  public static func leastCount(dimensions: Int) -> Int { (4 * dimensions + 15) / 16 * 16 }

  private init(count: Int, dimensions: Int) {
    precondition(count % 16 == 0 && count >= Self.leastCount(dimensions: dimensions), "too few lanes")
    let half = count / 2
    let columns = Self.whitened((0..<dimensions).map { Self.column($0, count: half) })
    self.count = count
    self.dimensions = dimensions
    values = columns.flatMap { column in
      let all = column + column.map { -$0 }
      return stride(from: 0, to: count, by: 8).map { SIMD8(all[$0..<$0 + 8]) }
    }
  }

  /// The sample of this size, computed once.
  public static func shared(count: Int, dimensions: Int) -> NormalLanes {
    let size = Size(count: count, dimensions: dimensions)
    if let known = made.withLock({ $0[size] }) { return known }
    let lanes = NormalLanes(count: count, dimensions: dimensions)
    made.withLock { $0[size] = lanes }
    return lanes
  }

  private struct Size: Hashable {
    var count: Int
    var dimensions: Int
  }
  private static let made = Mutex([Size: NormalLanes]())
  private static let sequence = Sobol(dimensions: Sobol.capacity)

  private static func column(_ dimension: Int, count: Int) -> [Double] {
    let key = RandomKey(seed: 0, purpose: "normal lanes").mixing(dimension)
    if dimension < Sobol.capacity {
      let shift = UInt32(truncatingIfNeeded: key.bits)
      return (0..<count).map {
        Normal.quantile((Double(sequence.bits($0, dimension: dimension) ^ shift) + 0.5) * 0x1p-32)
      }
    }
    var generator = key.generator
    return (0..<count).shuffled(using: &generator).map { Normal.quantile((Double($0) + 0.5) / Double(count)) }
  }

  private static func whitened(_ columns: [[Double]]) -> [[Double]] {
    let size = columns.count
    var moments = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0...i {
        moments[i * size + j] = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } / Double(columns[i].count)
      }
    }
    let lower = Cholesky.factor(moments, size: size)
    var white = columns
    for i in 0..<size {
      for point in columns[i].indices {
        var rest = columns[i][point]
        for j in 0..<i { rest -= lower[i * size + j] * white[j][point] }
        white[i][point] = rest / lower[i * size + i]
      }
    }
    return white
  }
}
