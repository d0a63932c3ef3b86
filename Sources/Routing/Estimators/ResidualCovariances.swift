import Mathematics
import Traces

/// The covariance of the residuals of ex-ante estimates on the train part, for each answered set, whose rows and
/// columns are 0. Matrices are computed when first needed.
final class ResidualCovariances: Sendable {
  /// The standard deviation of each model's residuals.
  let sigma: [Double]
  /// The covariance before anything has run, row-major.
  let full: [Double]
  private let made = SetCache<Covariance>()

  /// The residuals q - q^ of `estimates`, centred, divided by n - 1.
  ///
  /// Where a model is not offered its residual counts as its mean, so that the matrix stays a covariance: what two models
  /// share is understated by the share of queries that only one of them has.
  init(_ estimates: any QualityEstimates, _ data: Dataset) {
    let count = data.modelCount
    var residuals = [[Double]](repeating: [], count: count)
    var belief = Belief(modelCount: count)
    for row in data.train {
      belief.forget()
      estimates.start(row, &belief)
      for model in 0..<count { residuals[model].append(data.quality[row * count + model] - belief.quality[model]) }
    }
    let known = residuals.map { column in column.filter { !$0.isNaN } }
    let centred = zip(residuals, known).map { column, known in
      let mean = known.mean
      return column.map { $0.isNaN ? 0 : $0 - mean }
    }
    let shares = known.map { 1 / Double(max(1, $0.count - 1)) }
    var full = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        let share = shares[i] == shares[j] ? shares[i] : (shares[i] * shares[j]).squareRoot()
        full[i * count + j] = share * zip(centred[i], centred[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    self.full = full
    sigma = (0..<count).map { full[$0 * count + $0].squareRoot() }
  }

  /// Creates the covariances from the one before anything has run.
  init(full: [Double], modelCount: Int) {
    self.full = full
    sigma = (0..<modelCount).map { full[$0 * modelCount + $0].squareRoot() }
  }

  /// The covariance of the models that are not in `answered`.
  func matrix(after answered: ModelSet) -> Covariance {
    made.value(of: answered) {
      var matrix = full
      let count = sigma.count
      for cell in matrix.indices where answered.contains(cell / count) || answered.contains(cell % count) {
        matrix[cell] = 0
      }
      return Covariance(matrix: matrix, modelCount: count)
    }
  }
}
