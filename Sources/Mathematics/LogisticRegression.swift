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
    let problem = LogisticProblem(
      groups: DesignGroups(design), targets: DesignGroups.grouped(targets), weights: DesignGroups.grouped(weights),
      ridge: ridge)
    let tolerance = 1e-12 * weights.sum
    var parameters = [Double](repeating: 0, count: design.width + 1)
    var place = problem.slopes(at: parameters)
    // Near the minimum, rounding hides changes of the loss while the gradient is still accurate.
    let rounding = 1e-14 * place.loss
    for _ in 0..<100 {
      if place.gradient.allSatisfy({ abs($0) <= tolerance }) { break }
      let size = parameters.count
      let step = Cholesky.solve(Cholesky.factor(place.hessian, size: size), size: size, place.gradient)
      let descent = dot(step[...], place.gradient[...])
      var share = 1.0
      var (next, nextPlace) = (parameters, place)
      while share > 1e-9 {
        for index in 0..<size { next[index] = parameters[index] - share * step[index] }
        nextPlace = problem.slopes(at: next)
        if nextPlace.loss <= place.loss - 1e-4 * share * descent + rounding { break }
        share /= 2
      }
      // Written so that a loss that is no number ends it, too.
      if !(nextPlace.loss <= place.loss + rounding) { break }
      (parameters, place) = (next, nextPlace)
    }
    coefficients = Array(parameters.dropLast())
    intercept = parameters[design.width]
  }

  /// The probability at `features`.
  public func value(at features: ArraySlice<Double>) -> Double {
    logistic(intercept + dot(coefficients[...], features))
  }

  /// The probability of each row.
  public func values(at design: DesignMatrix) -> [Double] { design.linear(coefficients, intercept).map(logistic) }

  /// Nearly what refitting would give, by one step of Newton's method: the log odds move by -h (y - p)/(1 - h p (1 -
  /// p)) with h the row's leverage (Rad and Maleki, 2020). A row that alone determines a direction gets the mean of the
  /// others.
  public func valuesWithoutOwnRow(
    _ design: DesignMatrix, targets: [Double], ridge: Double, holdsCentre: Bool
  ) -> [Double] {
    let odds = design.linear(coefficients, intercept)
    let chances = odds.map(logistic)
    let leverages = design.leverages(
      weights: chances.map { $0 * (1 - $0) }, ridge: ridge, holdsCentre: holdsCentre)
    let means = targets.meansWithout(one: !holdsCentre)
    return targets.indices.map { row in
      let (chance, leverage) = (chances[row], leverages[row])
      let rest = 1 - leverage * chance * (1 - chance)
      if rest < 1e-9 { return means[row] }
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
  let groups: DesignGroups
  let targets: [SIMD8<Double>]
  /// 0 for the rows that fill up the last group.
  let weights: [SIMD8<Double>]
  let ridge: Double

  /// The loss, its gradient, and the lower triangle of its Hessian, in one pass over the rows.
  func slopes(at parameters: [Double]) -> (loss: Double, gradient: [Double], hessian: [Double]) {
    let width = groups.width
    let coefficients = Array(parameters.dropLast())
    var losses = SIMD8<Double>.zero
    var sums = [SIMD8<Double>](repeating: .zero, count: width + 1)
    var moments = MomentSums(width: width)
    for group in 0..<groups.count {
      let odds = groups.linear(group, coefficients, parameters[width])
      let (weight, target) = (weights[group], targets[group])
      var (powers, logarithms) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for lane in 0..<8 {
        powers[lane] = exp(-abs(odds[lane]))
        logarithms[lane] = log1p(powers[lane])
      }
      let isPositive = odds .>= 0
      // log(1 + exp(odds)) - y odds
      losses += weight * (odds.replacing(with: 0, where: .!isPositive) + logarithms - target * odds)
      let probability = powers.replacing(with: 1, where: isPositive) / (1 + powers)
      let excess = weight * (probability - target)
      let first = group * width
      for feature in 0..<width { sums[feature] += excess * groups.values[first + feature] }
      sums[width] += excess
      moments.add(group, of: groups, weights: weight * probability * (1 - probability))
    }
    var loss = losses.sum()
    var gradient = sums.map { $0.sum() }
    for feature in 0..<width {
      loss += 0.5 * ridge * coefficients[feature] * coefficients[feature]
      gradient[feature] += ridge * coefficients[feature]
    }
    return (loss, gradient, moments.matrix(ridge: ridge))
  }
}
