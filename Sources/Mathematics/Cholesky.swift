/// The lower triangle L of a symmetric matrix S = L L^T, also where S is only semi-definite.
public enum Cholesky {
  /// L in row-major order, for the `size` x `size` matrix whose lower triangle is that of `matrix`.
  ///
  /// A pivot below 1e-12 of the greatest diagonal entry counts as 0 and its column is left empty, so constants, perfect
  /// correlation and the small negative eigenvalues of estimated matrices need no special treatment.
  public static func factor(_ matrix: [Double], size: Int) -> [Double] {
    precondition(matrix.count == size * size, "a square matrix")
    var lower = [Double](repeating: 0, count: size * size)
    let threshold = 1e-12 * (0..<size).reduce(0) { max($0, matrix[$1 * size + $1]) }
    for column in 0..<size {
      var pivot = matrix[column * size + column]
      for i in 0..<column { pivot -= lower[column * size + i] * lower[column * size + i] }
      if pivot <= threshold { continue }
      let root = pivot.squareRoot()
      lower[column * size + column] = root
      for row in stride(from: column + 1, to: size, by: 1) {
        var entry = matrix[row * size + column]
        for i in 0..<column { entry -= lower[row * size + i] * lower[column * size + i] }
        lower[row * size + column] = entry / root
      }
    }
    return lower
  }

  /// The solution x of L L^T x = b for a factor L, row-major.
  ///
  /// Where L has an empty column, x is 0 there and solves the system without that row and column.
  public static func solve(_ lower: [Double], size: Int, _ right: [Double]) -> [Double] {
    precondition(lower.count == size * size && right.count == size, "a square factor and its right-hand side")
    var x = right
    for row in 0..<size {
      let pivot = lower[row * size + row]
      for column in 0..<row { x[row] -= lower[row * size + column] * x[column] }
      x[row] = pivot > 0 ? x[row] / pivot : 0
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      let pivot = lower[row * size + row]
      for later in stride(from: row + 1, to: size, by: 1) { x[row] -= lower[later * size + row] * x[later] }
      x[row] = pivot > 0 ? x[row] / pivot : 0
    }
    return x
  }
}
