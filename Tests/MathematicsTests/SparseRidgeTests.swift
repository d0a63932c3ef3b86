import Mathematics
import TestSupport
import Testing

@Suite struct SparseRidgeTests {
  /// The dense regression solves the same normal equations.
  @Test func agreesWithTheDenseRegression() {
    let key = RandomKey(seed: 4, purpose: "sparse ridge")
    let (rows, width) = (30, 12)
    let dense = (0..<rows).map { row in
      (0..<width).map { key.mixing(row).mixing($0).uniform < 0.3 ? key.mixing(row).mixing($0).mixing("v").normal : 0 }
    }
    let targets = (0..<rows).map { key.mixing("y").mixing($0).normal }
    var sparse = SparseMatrix(width: width)
    for row in dense { sparse.append(row.enumerated().filter { $1 != 0 }.map { (index: $0, value: $1) }) }
    for ridge in [0.1, 1, 30] {
      let expected = RidgeRegression(DesignMatrix(rows: dense), targets: targets, ridge: ridge)
      let found = SparseRidge(sparse, targets: targets, ridge: ridge)
      #expect(abs(found.intercept - expected.intercept) < 1e-8)
      #expect(isClose(found.coefficients, expected.coefficients, within: 1e-8))
      #expect(abs(found.value(sparse, row: 3) - expected.value(at: dense[3][...])) < 1e-8)
    }
  }

  @Test func rowsAreSelected() {
    var matrix = SparseMatrix(width: 3)
    matrix.append([(index: 0, value: 1), (index: 2, value: 2)])
    matrix.append([])
    matrix.append([(index: 1, value: 5)])
    let part = matrix.selecting([2, 0])
    #expect(part.rowCount == 2 && part.dot(0, [1, 10, 100]) == 50 && part.dot(1, [1, 10, 100]) == 201)
  }

  /// Equal targets leave nothing to explain.
  @Test func flatTargetsHaveNoCoefficients() {
    var matrix = SparseMatrix(width: 2)
    matrix.append([(index: 0, value: 1)])
    matrix.append([(index: 1, value: 1)])
    let flat = SparseRidge(matrix, targets: [0.5, 0.5], ridge: 1)
    #expect(flat.intercept == 0.5 && flat.coefficients == [0, 0])
  }
}
