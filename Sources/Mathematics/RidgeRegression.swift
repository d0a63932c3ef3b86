/// Linear regression with a penalty on large coefficients (Hoerl and Kennard, 1970).
///
/// Minimises sum_r w_r (y_r - b - x_r . beta)^2 + ridge |beta|^2; the intercept b is not penalised. Solved by the
/// normal equations of the centred features. Without a penalty, features that depend linearly on earlier ones get
/// coefficient 0.
///
///     RidgeRegression(DesignMatrix(rows: [[0], [1], [2]]), targets: [1, 3, 5], ridge: 0)   // y = 1 + 2 x
public struct RidgeRegression: Regression {
  /// The value where all features are 0.
  public let intercept: Double
  /// The slope in each feature.
  public let coefficients: [Double]

  /// Creates a fitted regression from its coefficients.
  public init(intercept: Double, coefficients: [Double]) {
    self.intercept = intercept
    self.coefficients = coefficients
  }

  /// The regression of `targets` on the rows of `design`; at least one row of positive weight.
  ///
  /// - Parameters:
  ///   - design: a row of features per observation.
  ///   - targets: a target per row.
  ///   - weights: the weight of each row, at least 0; 1 by default.
  ///   - ridge: the penalty, at least 0.
  ///   - hasIntercept: whether an intercept is fitted.
  public init(
    _ design: DesignMatrix, targets: [Double], weights: [Double]? = nil, ridge: Double = 1, hasIntercept: Bool = true
  ) {
    precondition(targets.count == design.rowCount && design.rowCount > 0, "a target for each of the rows")
    let width = design.width
    var total = 0.0
    var means = [Double](repeating: 0, count: width)
    var meanTarget = 0.0
    if hasIntercept {
      for row in 0..<design.rowCount {
        let weight = weights?[row] ?? 1
        total += weight
        meanTarget += weight * targets[row]
        for feature in 0..<width { means[feature] += weight * design.values[row * width + feature] }
      }
      meanTarget /= total
      for feature in 0..<width { means[feature] /= total }
    }
    let groups = DesignGroups(design, minus: means)
    let groupedWeights = DesignGroups.grouped(weights ?? [Double](repeating: 1, count: design.rowCount))
    let groupedTargets = DesignGroups.grouped(targets.map { $0 - meanTarget })
    var moments = MomentSums(width: width)
    var products = [SIMD8<Double>](repeating: .zero, count: width)
    for group in 0..<groups.count {
      moments.add(group, of: groups, weights: groupedWeights[group])
      let target = groupedWeights[group] * groupedTargets[group]
      for feature in 0..<width { products[feature] += groups.values[group * width + feature] * target }
    }
    let matrix = moments.matrix(ridge: ridge)
    let own = (0..<width).flatMap { matrix[$0 * (width + 1)..<$0 * (width + 1) + width] }
    coefficients = Cholesky.solve(Cholesky.factor(own, size: width), size: width, products.map { $0.sum() })
    intercept = meanTarget - dot(coefficients[...], means[...])
  }

  /// b + beta . x.
  public func value(at features: ArraySlice<Double>) -> Double { intercept + dot(coefficients[...], features) }

  /// b + beta . x of each row.
  public func values(at design: DesignMatrix) -> [Double] { design.linear(coefficients, intercept) }

  /// Exactly what refitting would give: y^ - h (y - y^)/(1 - h) with h the row's leverage. A row that alone determines
  /// a direction (h = 1) gets the mean of the others.
  public func valuesWithoutOwnRow(
    _ design: DesignMatrix, targets: [Double], ridge: Double, holdsCentre: Bool
  ) -> [Double] {
    let leverages = design.leverages(
      weights: [Double](repeating: 1, count: targets.count), ridge: ridge, holdsCentre: holdsCentre)
    let means = targets.meansWithout(one: !holdsCentre)
    let values = values(at: design)
    return targets.indices.map { row in
      let (own, leverage) = (values[row], leverages[row])
      if leverage > 1 - 1e-9 { return means[row] }
      return own - leverage * (targets[row] - own) / (1 - leverage)
    }
  }
}
