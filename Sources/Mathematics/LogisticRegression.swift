import Glibc

/// Regression of a probability with a penalty on large coefficients.
///
/// p(x) = 1/(1 + exp(-b - beta . x)) minimises sum_r w_r loss_r + ridge/2 |beta|^2, where loss = -y log p - (1 - y)
/// log(1 - p) with targets y in [0, 1], graded ones included; the intercept b is not penalised. This is scikit-learn's
/// penalty with C = 1/ridge.
///
///     LogisticRegression(DesignMatrix(rows: [[-1], [1]]), targets: [0, 1]).value(at: [0])   // 0.5
public struct LogisticRegression: Regression {
  /// The log odds where all features are 0.
  public let intercept: Double
  /// The slope of the log odds in each feature.
  public let coefficients: [Double]

  /// Creates a fitted regression from its coefficients.
  public init(intercept: Double, coefficients: [Double]) {
    self.intercept = intercept
    self.coefficients = coefficients
  }

  /// The regression of `targets` on the rows of `design`; at least one row of positive weight.
  ///
  /// Newton's method with steps halved until the loss falls. It ends where no component of the gradient exceeds 1e-12
  /// of the total weight, so targets that are separable without a penalty, or all 0 or all 1, end at log odds of about
  /// 27 rather than at infinity.
  ///
  /// - Parameters:
  ///   - targets: a target per row.
  ///   - design: a row of features per observation.
  ///   - weights: the weight of each row, at least 0; 1 by default.
  ///   - ridge: the penalty, at least 0.
  public init(_ design: DesignMatrix, targets: [Double], weights: [Double]? = nil, ridge: Double = 1) {
    precondition(targets.count == design.rowCount && design.rowCount > 0, "a target for each of the rows")
    let weights = weights ?? [Double](repeating: 1, count: targets.count)
    let problem = LogisticProblem(design: design, targets: targets, weights: weights, ridge: ridge)
    let tolerance = 1e-12 * weights.sum
    var parameters = [Double](repeating: 0, count: design.width + 1)
    var loss = problem.loss(parameters)
    // Near the minimum, rounding hides changes of the loss while the gradient is still accurate.
    let rounding = 1e-14 * loss
    for _ in 0..<100 {
      let (gradient, hessian) = problem.slopes(parameters)
      if gradient.allSatisfy({ abs($0) <= tolerance }) { break }
      let size = parameters.count
      let step = Cholesky.solve(Cholesky.factor(hessian, size: size), size: size, gradient)
      let descent = dot(step[...], gradient[...])
      var share = 1.0
      var next = parameters
      var nextLoss = Double.infinity
      while share > 1e-9 {
        for index in 0..<size { next[index] = parameters[index] - share * step[index] }
        nextLoss = problem.loss(next)
        if nextLoss <= loss - 1e-4 * share * descent + rounding { break }
        share /= 2
      }
      if nextLoss > loss + rounding { break }
      (parameters, loss) = (next, nextLoss)
    }
    coefficients = Array(parameters.dropLast())
    intercept = parameters[design.width]
  }

  /// The probability at `features`.
  public func value(at features: ArraySlice<Double>) -> Double {
    logistic(intercept + dot(coefficients[...], features))
  }

  /// Nearly what refitting would give, by one step of Newton's method: the log odds move by -h (y - p)/(1 - h p (1 -
  /// p)) with h the row's leverage (Rad and Maleki, 2020). A row that alone determines a direction gets the mean of the
  /// others.
  public func valuesWithoutOwnRow(_ design: DesignMatrix, targets: [Double], ridge: Double) -> [Double] {
    let odds = (0..<design.rowCount).map { intercept + dot(coefficients[...], design[$0]) }
    let chances = odds.map(logistic)
    let leverages = design.leverages(weights: chances.map { $0 * (1 - $0) }, ridge: ridge)
    let total = targets.sum
    return targets.indices.map { row in
      let (chance, leverage) = (chances[row], leverages[row])
      let rest = 1 - leverage * chance * (1 - chance)
      if rest < 1e-9 { return targets.count > 1 ? (total - targets[row]) / Double(targets.count - 1) : chance }
      return logistic(odds[row] - leverage * (targets[row] - chance) / rest)
    }
  }
}

/// 1/(1 + exp(-x)), without overflow.
private func logistic(_ x: Double) -> Double {
  let power = exp(-abs(x))
  return x >= 0 ? 1 / (1 + power) : power / (1 + power)
}

/// The penalised loss with its gradient and Hessian; the intercept is the last parameter.
private struct LogisticProblem {
  let design: DesignMatrix
  let targets: [Double]
  let weights: [Double]
  let ridge: Double

  func loss(_ parameters: [Double]) -> Double {
    let coefficients = parameters.dropLast()
    var total = 0.5 * ridge * dot(coefficients, coefficients)
    for row in 0..<design.rowCount {
      let odds = dot(coefficients, design[row]) + parameters[design.width]
      // log(1 + exp(odds)) - y odds
      total += weights[row] * (max(odds, 0) + log1p(exp(-abs(odds))) - targets[row] * odds)
    }
    return total
  }

  /// The gradient, and the lower triangle of the Hessian.
  func slopes(_ parameters: [Double]) -> (gradient: [Double], hessian: [Double]) {
    let width = design.width
    let size = width + 1
    let coefficients = parameters.dropLast()
    var gradient = parameters.map { ridge * $0 }
    gradient[width] = 0
    var hessian = [Double](repeating: 0, count: size * size)
    for feature in 0..<width { hessian[feature * size + feature] = ridge }
    for row in 0..<design.rowCount {
      let first = row * width
      let probability = logistic(dot(coefficients, design[row]) + parameters[width])
      let excess = weights[row] * (probability - targets[row])
      let curvature = weights[row] * probability * (1 - probability)
      for i in 0..<width {
        let feature = design.values[first + i]
        let product = curvature * feature
        gradient[i] += excess * feature
        for j in 0...i { hessian[i * size + j] += product * design.values[first + j] }
        hessian[width * size + i] += product
      }
      gradient[width] += excess
      hessian[width * size + width] += curvature
    }
    return (gradient, hessian)
  }
}
