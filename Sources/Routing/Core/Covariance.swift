import Mathematics

/// A covariance matrix of all models for one answered set, shared by the queries that reach it.
///
/// Its parts for E[max] are computed once: the Cholesky factor L, and the lanes L z of the sample that the search uses.
public final class Covariance: Sendable {
  /// Row-major, modelCount x modelCount; rows and columns of answered models are 0 where further answers do not change
  /// their estimates.
  public let matrix: [Double]
  /// The number of models.
  public let modelCount: Int
  /// Whether nothing is uncertain.
  let isZero: Bool
  /// L, row-major, with L L^T the matrix (the nearest positive semi-definite one).
  let factor: [Double]
  /// The variance of the difference of two models under L, row-major.
  let spread: [Double]
  /// The number of lanes of the search sample.
  let laneCount: Int
  /// L z for the search sample: `laneCount / 8` groups per model.
  let deviations: [SIMD8<Double>]

  /// The covariance with these entries.
  public init(matrix: [Double], modelCount: Int) {
    precondition(matrix.count == modelCount * modelCount)
    self.matrix = matrix
    self.modelCount = modelCount
    isZero = matrix.allSatisfy { $0 == 0 }
    factor = Cholesky.factor(matrix, size: modelCount)
    spread = Self.spread(factor, modelCount)
    laneCount = max(Self.searchLanes, NormalLanes.leastCount(dimensions: modelCount))
    deviations = Self.deviations(factor, modelCount, lanes: laneCount)
  }

  /// The number of lanes of the search sample where the models are not too many for it (method, section 3, says what error
  /// of E[max] this leaves).
  static let searchLanes = 128

  private static func deviations(_ factor: [Double], _ size: Int, lanes: Int) -> [SIMD8<Double>] {
    let normals = NormalLanes.shared(count: lanes, dimensions: size)
    let groups = lanes / 8
    var result = [SIMD8<Double>](repeating: .zero, count: groups * size)
    for model in 0..<size {
      for dimension in 0...model where factor[model * size + dimension] != 0 {
        let weight = factor[model * size + dimension]
        for group in 0..<groups {
          result[model * groups + group] += weight * normals.values[dimension * groups + group]
        }
      }
    }
    return result
  }

  private static func spread(_ factor: [Double], _ size: Int) -> [Double] {
    var spread = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<i {
        var sum = 0.0
        for l in 0...i {
          let difference = factor[i * size + l] - factor[j * size + l]
          sum += difference * difference
        }
        spread[i * size + j] = sum
        spread[j * size + i] = spread[i * size + j]
      }
    }
    return spread
  }
}
