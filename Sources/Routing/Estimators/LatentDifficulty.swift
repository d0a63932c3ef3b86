import Glibc
import Mathematics
import Traces

/// The common factor of models' outcomes: each query has a hidden ease theta, each model a curve of success over it.
///
///     P(q_i = 1 | theta) = logistic(a_i theta + b_i),   theta on 41 nodes in [-4, 4]
///
/// (the two-parameter logistic model of item response theory, with models as items). Fitted by EM: the E-step weights the
/// nodes of each training query by its outcomes under N(0, 1); the M-step regresses each model's successes on the nodes, with
/// a ridge that pulls a to 1 and b to 0. Graded quality counts as that share of a success.
public struct LatentDifficulty: Sendable {
  /// The values of theta.
  public static let nodes = (0..<41).map { -4 + 0.2 * Double($0) }
  /// N(0, 1) on the nodes.
  public static let normal: [Double] = {
    let density = nodes.map { Normal.density($0) }
    return density.map { $0 / density.sum }
  }()
  /// The number of pseudo-queries of N(0, 1) in the prior of a group.
  static let pseudoQueries = 20.0
  static let ridge = 1.0

  /// The curve of each model.
  public let curves: [LogisticLine]
  /// The weights of the nodes for each training row, in the order of `data.train`.
  public let posteriors: [[Double]]

  /// The curves of `data`'s models, fitted on its train part.
  ///
  /// - Throws: `Cancelled` if the computation was cancelled.
  public init(_ data: Dataset, task: TaskContext) throws(Cancelled) {
    var curves = [LogisticLine](repeating: LogisticLine(intercept: 0, slope: 1), count: data.modelCount)
    var posteriors: [[Double]] = []
    for round in 0..<Self.roundLimit {
      try task.check()
      task.progress(Double(round) / Double(Self.roundLimit))
      posteriors = try Self.posteriors(curves, data, task)
      let next = try Self.curves(posteriors, data, task)
      let moved = zip(curves, next).map { max(abs($0.slope - $1.slope), abs($0.intercept - $1.intercept)) }.max() ?? 0
      curves = next
      if moved < 1e-4 { break }
    }
    self.curves = curves
    self.posteriors = try Self.posteriors(curves, data, task)
  }

  private static let roundLimit = 200

  /// E-step: w(theta) of each training row, proportional to N(0, 1) times the likelihood of its outcomes.
  private static func posteriors(
    _ curves: [LogisticLine], _ data: Dataset, _ task: TaskContext
  ) throws(Cancelled) -> [[Double]] {
    let success = curves.map { curve in nodes.map { curve.logarithms(at: $0).success } }
    let failure = curves.map { curve in nodes.map { curve.logarithms(at: $0).failure } }
    let prior = normal.map { log($0) }
    let train = data.train
    return try task.untold.chunks(of: train.count) { places in
      places.map { place in
        var logs = prior
        for model in curves.indices {
          let quality = data.quality[train[place] * data.modelCount + model]
          if quality.isNaN { continue }
          for node in logs.indices {
            logs[node] += quality * success[model][node] + (1 - quality) * failure[model][node]
          }
        }
        let top = logs.max() ?? 0
        let weights = logs.map { exp($0 - top) }
        let total = weights.sum
        return weights.map { $0 / total }
      }
    }.flatMap(\.self)
  }

  /// M-step.
  private static func curves(
    _ posteriors: [[Double]], _ data: Dataset, _ task: TaskContext
  ) throws(Cancelled) -> [LogisticLine] {
    let all = nodes.indices.map { node in posteriors.reduce(0) { $0 + $1[node] } }
    return try task.untold.chunks(of: data.modelCount, size: 1) { models in
      var successes = [Double](repeating: 0, count: nodes.count)
      var trials = all
      for (row, weights) in zip(data.train, posteriors) {
        let quality = data.quality[row * data.modelCount + models.lowerBound]
        if quality == 0 { continue }
        if quality.isNaN {
          for node in nodes.indices { trials[node] = max(0, trials[node] - weights[node]) }
          continue
        }
        for node in nodes.indices { successes[node] += quality * weights[node] }
      }
      return LogisticLine(
        x: nodes, successes: successes, trials: trials, prior: LogisticLine(intercept: 0, slope: 1), ridge: ridge)
    }
  }

  /// Prior weights of the nodes for each value of the column `group` (and for none): the mean posterior of its training
  /// queries and 20 pseudo-queries of N(0, 1).
  func priors(_ data: Dataset) -> [String?: [Double]] {
    let column = data.traces.queryColumn("group")
    let nothing = (weights: Self.normal.map { $0 * Self.pseudoQueries }, count: Self.pseudoQueries)
    var sums: [String?: (weights: [Double], count: Double)] = [:]
    for query in data.queryIndices { sums[column?.text(at: query)] = nothing }
    for (row, weights) in zip(data.train, posteriors) {
      let group = column?.text(at: data.queryIndices[row])
      for node in weights.indices { sums[group, default: nothing].weights[node] += weights[node] }
      sums[group, default: nothing].count += 1
    }
    return sums.mapValues { sum in sum.weights.map { $0 / sum.count } }
  }
}
