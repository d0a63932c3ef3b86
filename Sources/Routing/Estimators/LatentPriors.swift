import Glibc
import Mathematics
import Traces

/// What is believed of each query's ease theta before any model ran: weights of the nodes, in eights.
///
/// Without features of the query, by group: the mean posterior of the group's training queries with 20 queries of N(0, 1)
/// beside them (method, section 8). With them (the prompt's length, its number of options, columns `x_…`) theta is normal
/// about a ridge regression on group and features, fitted by EM with the curves as they are: the E-step weighs the nodes of
/// each training query by its outcomes, the M-step regresses their means and takes what is left as variance. The penalty
/// is again worth 20 queries: an effect is pulled to 0 as if 20 queries had shown none.
package struct LatentPriors: Sendable {
  /// The different priors.
  private let priors: [[SIMD8<Double>]]
  /// Which of them each row starts from; `nil` where each row has its own.
  private let places: [Int]?

  /// The weights of the nodes for a row.
  package subscript(row: Int) -> [SIMD8<Double>] { priors[places?[row] ?? row] }

  /// The priors of all rows of `data` under fitted curves.
  ///
  /// - Throws: `Cancelled` when the work was ended.
  package init(_ fitted: LatentDifficulty, _ data: PooledTraces, work: Work) throws(Cancelled) {
    let features = try QueryFeatures(data, families: [.length, .options, .user, .group], work: work.untold).features
    if features.allSatisfy({ $0.family == .group }) {
      let byGroup = fitted.priors(data)
      let names = Array(byGroup.keys)
      let ranks = Dictionary(uniqueKeysWithValues: zip(names, 0...))
      let column = data.traces.queryColumn("group")
      priors = names.map { byGroup[$0, default: LatentDifficulty.normal].inEights }
      places = data.queryIndices.map { ranks[column?.text(at: $0), default: 0] }
      return
    }
    let regression = LatentRegression(fitted, data, features)
    places = nil
    priors = try work.untold.chunks(of: data.count) { rows in
      rows.map { LatentRegression.normal(mean: regression.mean(of: $0), deviation: regression.deviation).inEights }
    }.flatMap(\.self)
  }
}

/// theta ~ N(mean(x), deviation^2), the mean linear in group and features.
package struct LatentRegression: Sendable {
  /// What is left of theta's spread once the features are known.
  package private(set) var deviation = 1.0
  private var regression = RidgeRegression(DesignMatrix(values: [], width: 0, rowCount: 1), targets: [0])
  private let design: DesignMatrix

  private static let rounds = 100

  package init(_ fitted: LatentDifficulty, _ data: PooledTraces, _ features: [QueryFeatures.Feature]) {
    // Groups as 0 and 1, so that the penalty weighs against their number of queries; numbers on one scale.
    let columns = features.map { feature -> [Double] in
      if feature.family == .group { return feature.values }
      let scale = Standardisation(of: data.train.lazy.map { feature.values[$0] })
      return feature.values.map { scale($0) }
    }
    func design(_ rows: some Collection<Int>) -> DesignMatrix {
      DesignMatrix(
        values: rows.flatMap { row in columns.map { $0[row] } }, width: columns.count, rowCount: rows.count)
    }
    self.design = design(0..<data.count)
    let train = design(data.train)
    let nodes = LatentDifficulty.nodes
    // The chance of the outcomes at each node, up to a factor.
    let likelihoods = fitted.posteriors.map { zip($0, LatentDifficulty.normal).map { $0 / $1 } }
    var means = [Double](repeating: 0, count: train.rowCount)
    for _ in 0..<Self.rounds {
      var targets: [Double] = []
      var within = 0.0
      for row in likelihoods.indices {
        let prior = Self.normal(mean: means[row], deviation: deviation)
        let weights = zip(likelihoods[row], prior).map(*)
        let total = weights.sum
        let mean = zip(weights, nodes).reduce(0) { $0 + $1.0 * $1.1 } / total
        within += zip(weights, nodes).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
        targets.append(mean)
      }
      let next = RidgeRegression(train, targets: targets, ridge: LatentDifficulty.pseudoQueries)
      let nextMeans = next.values(at: train)
      let left = zip(targets, nextMeans).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let moved = zip(means, nextMeans).reduce(0) { max($0, abs($1.0 - $1.1)) }
      means = nextMeans
      deviation = max(((within + left) / Double(train.rowCount)).squareRoot(), 0.1)
      regression = next
      if moved < 1e-4 { break }
    }
  }

  /// The mean of theta given the features of a row.
  package func mean(of row: Int) -> Double { regression.value(at: design[row]) }

  /// N(mean, deviation^2) on the nodes.
  static func normal(mean: Double, deviation: Double) -> [Double] {
    let weights = LatentDifficulty.nodes.map { node in
      let z = (node - mean) / deviation
      return exp(-0.5 * z * z)
    }
    let total = weights.sum
    return weights.map { $0 / total }
  }
}
