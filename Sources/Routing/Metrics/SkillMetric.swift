import Mathematics

/// The skill of estimates beyond the mean quality of each model: by how much they reduce the squared error.
///
/// Estimates that do not distinguish queries better than the means are useless; those that do not distinguish *models*
/// on a query better than the means give no reason to route.
public struct SkillMetric: Sendable, Equatable {
  /// A mean gain and its standard error.
  public struct Gain: Sendable, Equatable {
    /// The mean squared error of the means less that of the estimates.
    public var mean: Double
    /// Its standard error over queries.
    public var error: Double

    /// Whether the gain exceeds two standard errors.
    public var isReal: Bool { mean > 2 * error }

    /// What is smaller is an error of rounding: qualities are at most 1.
    private static let leastGain = 1e-12

    fileprivate init(_ gains: [Double]) {
      let gains = gains.map { abs($0) < Self.leastGain ? 0 : $0 }
      mean = gains.mean
      error = gains.standardDeviation / Double(gains.count).squareRoot()
    }
  }

  /// The gain on the qualities themselves, averaged over the models.
  public var ofQueries: Gain
  /// The gain on the difference between a model and the others on the same query.
  public var ofModels: Gain

  /// The skill of estimates of `truths`, one array per model, over the constants `means`; an unknown truth is NaN.
  public init(_ estimates: [[Double]], _ truths: [[Double]], means: [Double]) {
    var queries: [Double] = []
    var differences: [Double] = []
    for place in truths[0].indices {
      let models = means.indices.filter { !truths[$0][place].isNaN }
      if models.isEmpty { continue }
      let grandMean = models.map { means[$0] }.mean
      let (estimate, truth) = (models.map { estimates[$0][place] }.mean, models.map { truths[$0][place] }.mean)
      var (own, centred) = (0.0, 0.0)
      for model in models {
        func gain(_ truth: Double, _ constant: Double, _ estimate: Double) -> Double {
          ((truth - constant) * (truth - constant) - (truth - estimate) * (truth - estimate)) / Double(models.count)
        }
        own += gain(truths[model][place], means[model], estimates[model][place])
        centred += gain(
          truths[model][place] - truth, means[model] - grandMean, estimates[model][place] - estimate)
      }
      queries.append(own)
      differences.append(centred)
    }
    ofQueries = Gain(queries)
    ofModels = Gain(differences)
  }
}
