import Glibc
import Input
import Mathematics
import Traces

/// The dependence of a query's ease on its features: theta ~ N(mean, deviation^2), the mean linear in group, prompt
/// length, number of options and columns `x_…`.
///
/// Fitted by EM with the curves as they are: the E-step weights the nodes of each training query by its outcomes; the
/// M-step is a ridge regression of their means, with the residuals as variance. The penalty is worth 20 queries, as for
/// priors by group (method, section 8): an effect is pulled to 0 as if 20 queries had shown none.
package struct LatentRegression: Sendable {
  /// The features, groups as 0 and 1.
  let features: [ScaledFeature]
  let regression: RidgeRegression
  /// The standard deviation of theta given the features.
  package let deviation: Double

  private static let roundLimit = 100

  init(features: [ScaledFeature], regression: RidgeRegression, deviation: Double) {
    self.features = features
    self.regression = regression
    self.deviation = deviation
  }

  /// The regression under fitted curves, and the features of all rows; `nil` where queries have no feature but their
  /// group.
  ///
  /// - Throws: `Cancelled` if the computation was cancelled.
  package static func fitted(
    _ latent: LatentDifficulty, _ data: Dataset, task: TaskContext
  ) throws(Cancelled) -> (regression: LatentRegression, design: DesignMatrix)? {
    let known = try QueryFeatures(data, families: [.length, .options, .user, .group], task: task.untold).features
    if known.allSatisfy({ $0.family == .group }) { return nil }
    let (features, design) = ScaledFeature.columns(of: known, data, keepsGroups: true)
    let train = design.selecting(data.train)
    // The likelihood of the outcomes at each node, up to a factor.
    let likelihoods = latent.posteriors.map { zip($0, LatentDifficulty.normal).map { $0 / $1 } }
    var means = [Double](repeating: 0, count: train.rowCount)
    var deviation = 1.0
    var regression = RidgeRegression(train, targets: means, ridge: LatentDifficulty.pseudoQueries)
    for _ in 0..<roundLimit {
      try task.check()
      var targets: [Double] = []
      var within = 0.0
      for row in likelihoods.indices {
        let prior = normal(mean: means[row], deviation: deviation)
        let weights = zip(likelihoods[row], prior).map(*)
        let total = weights.sum
        let mean = zip(weights, LatentDifficulty.nodes).reduce(0) { $0 + $1.0 * $1.1 } / total
        within +=
          zip(weights, LatentDifficulty.nodes).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
        targets.append(mean)
      }
      regression = RidgeRegression(train, targets: targets, ridge: LatentDifficulty.pseudoQueries)
      let next = regression.values(at: train)
      let left = zip(targets, next).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let moved = zip(means, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      means = next
      deviation = max(((within + left) / Double(train.rowCount)).squareRoot(), 0.1)
      if moved < 1e-4 { break }
    }
    return (LatentRegression(features: features, regression: regression, deviation: deviation), design)
  }

  /// The mean of theta given the features.
  package func mean(at features: ArraySlice<Double>) -> Double { regression.value(at: features) }

  /// The weights of the nodes given the features, in groups of eight.
  func prior(at features: ArraySlice<Double>) -> [SIMD8<Double>] {
    Self.normal(mean: mean(at: features), deviation: deviation).inEights
  }

  /// N(mean, deviation^2) on the nodes, never quite 0.
  ///
  /// A query unlike all training queries may have a mean far outside; the node at that end then has all the weight.
  private static func normal(mean: Double, deviation: Double) -> [Double] {
    let (nodes, smallest) = (LatentDifficulty.nodes, 1e-200)
    let mean = min(max(mean, nodes.first!), nodes.last!)
    let weights = nodes.map { node in
      let z = (node - mean) / deviation
      return max(exp(-0.5 * z * z), smallest)
    }
    let total = weights.sum
    return weights.map { $0 / total }
  }
}

extension LatentRegression {
  /// What `json` gives.
  static var schema: JSONValue {
    JSONSchema.object(
      "where queries start in the place of the priors: theta is normal about a regression on features of the query",
      [
        .init("features", JSONSchema.list(of: JSONSchema.shared("feature"))), .init("intercept", JSONSchema.number),
        .init("coefficients", JSONSchema.numbers, "one per feature"),
        .init("deviation", ["type": "number", "exclusiveMinimum": 0]),
      ])
  }

  /// As written in a policy file.
  func json(_ models: [String]) -> JSONValue {
    [
      "features": .array(features.map { $0.json(models) }), "intercept": .number(regression.intercept),
      "coefficients": .numbers(regression.coefficients), "deviation": .number(deviation),
    ]
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    var features: [ScaledFeature] = []
    for feature in try node["features"].elements() { features.append(try ScaledFeature(feature, models: models)) }
    self.init(
      features: features,
      regression: RidgeRegression(
        intercept: try node["intercept"].number(),
        coefficients: try node["coefficients"].numbers(count: features.count)),
      deviation: try node["deviation"].number())
  }
}
