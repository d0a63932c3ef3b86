import Mathematics
import TestSupport
import Testing

@Suite struct CholeskyTests {
  /// F F^T for a matrix F of `width` columns.
  private func product(_ factor: [Double], width: Int) -> [Double] {
    let size = factor.count / width
    var result = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size {
        for l in 0..<width { result[i * size + j] += factor[i * width + l] * factor[j * width + l] }
      }
    }
    return result
  }

  @Test("A textbook matrix has its integer factor")
  func integers() {
    let lower = Cholesky.factor([4, 12, -16, 12, 37, -43, -16, -43, 98], size: 3)
    #expect(lower == [2, 0, 0, 6, 1, 0, -8, 5, 3])
  }

  @Test("Zero rows, perfect correlation and rank one are reproduced")
  func semiDefinite() {
    let matrices: [[Double]] = [
      [0, 0, 0, 0, 4, 2, 0, 2, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1], [0.25, 0, -0.5, 0, 0, 0, -0.5, 0, 1],
      [Double](repeating: 0, count: 9),
    ]
    for matrix in matrices {
      let lower = Cholesky.factor(matrix, size: 3)
      #expect(isClose(product(lower, width: 3), matrix))
    }
  }

  @Test("A covariance matrix of rank 4 in 9 dimensions comes back to 1e-12")
  func deficient() {
    let key = RandomKey(seed: 3, purpose: "test")
    let loadings = (0..<36).map { key.mixing($0).normal }
    let matrix = product(loadings, width: 4)
    let lower = Cholesky.factor(matrix, size: 9)
    #expect(isClose(product(lower, width: 9), matrix, within: 1e-11))
  }

  @Test("The factor solves its system, and leaves a dependent row out")
  func solutions() {
    // [4 2; 2 5] x = [8, 12]: x = [1, 2].
    let lower = Cholesky.factor([4, 2, 2, 5], size: 2)
    #expect(isClose(Cholesky.solve(lower, size: 2, [8, 12]), [1, 2]))
    // The second row repeats the first.
    let deficient = Cholesky.factor([4, 4, 2, 4, 4, 2, 2, 2, 5], size: 3)
    #expect(isClose(Cholesky.solve(deficient, size: 3, [8, 8, 12]), [1, 0, 2]))
  }
}
