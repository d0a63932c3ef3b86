import Mathematics
import Traces

/// One estimator fitted without each fold, and without each two folds, of every repeat (cross-fitting).
///
/// A row of the fold that is served is estimated by a fit without that fold. A row on which prices for that fold are tuned
/// is estimated by a fit without that fold and its own, so that no outcome of a query reaches its own estimate; or, where
/// estimates have few values, by the fit that serves the fold, see `FewValues`.
public struct CrossFit<Fitted: Sendable>: Sendable {
  /// Fitted on all rows, for queries to come.
  public let whole: Fitted
  private let folds: Folds
  /// For each repeat the fits without two folds f <= g, at g (g + 1) / 2 + f.
  private let fits: [[Fitted]]

  /// Fits on the rows of `data` outside each two folds.
  ///
  /// - Parameters:
  ///   - data: the rows.
  ///   - folds: the folds of the rows of `data`.
  ///   - task: cancellation and progress of the computation.
  ///   - fit: fits on the train part.
  public init(
    _ data: Dataset, folds: Folds, task: TaskContext,
    fit: @Sendable (Dataset, TaskContext) throws(RoutingError) -> Fitted
  ) throws(RoutingError) {
    let pairs = (0..<folds.count).flatMap { second in (0...second).map { (first: $0, second: second) } }
    let count = folds.repeatCount * pairs.count + 1
    let tally = task.tally(of: count)
    // Alone and first: what does not suit all rows suits no part of them.
    whole = try fit(data, task.untold)
    tally()
    let made: [Result<Fitted, RoutingError>]
    do {
      made = try task.untold.chunks(of: count - 1, size: 1) { place in
        Result { () throws(RoutingError) in
          defer { tally() }
          let (deal, index) = place.lowerBound.quotientAndRemainder(dividingBy: pairs.count)
          let rows = folds.rows(outside: pairs[index].first, pairs[index].second, of: deal)
          return try fit(data.training(on: rows), task.untold)
        }
      }
    } catch {
      throw .cancelled
    }
    let all = try made.map { result throws(RoutingError) in try result.get() }
    fits = folds.deals.indices.map { Array(all[$0 * pairs.count..<($0 + 1) * pairs.count]) }
    self.folds = folds
  }

  /// The fit by which `row` is estimated when a fold is served; without its own fold where none is.
  func fit(for row: Int, serving fold: ServedFold?) -> Fitted {
    let deal = fold?.deal ?? 0
    let own = fold.flatMap { $0.isAlone ? $0.fold : nil } ?? folds.deals[deal][row]
    let (low, high) = (min(own, fold?.fold ?? own), max(own, fold?.fold ?? own))
    return fits[deal][high * (high + 1) / 2 + low]
  }
}

/// A fold that is served.
package struct ServedFold: Sendable {
  /// The fold, and the repeat in which the rows are dealt so.
  var fold: Int, deal: Int
  /// Whether prices for it are tuned by the fit that serves it, on rows that this fit has seen.
  var isAlone: Bool
}

/// Quality estimates out of fold.
public struct CrossFittedQuality: QualityEstimates {
  private let fit: CrossFit<any QualityEstimates>
  private var fold: ServedFold?
  /// Those of a fit on all rows.
  var whole: any QualityEstimates { fit.whole }

  /// Estimates each row by a fit of the first repeat without its fold.
  public init(_ fit: CrossFit<any QualityEstimates>) { self.fit = fit }

  /// The estimates with which prices for a fold are tuned and the fold is served.
  package func serving(_ fold: ServedFold) -> CrossFittedQuality {
    var estimates = self
    estimates.fold = fold
    return estimates
  }

  /// The ex-ante estimates of the fit that has not seen the row.
  public func start(_ row: Int, _ belief: inout Belief) {
    fit.fit(for: row, serving: fold).start(row, &belief)
  }

  /// The update by the fit that has not seen the row.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    fit.fit(for: row, serving: fold).observe(model, row: row, &belief)
  }

  /// The estimator fitted on all rows.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    try fit.whole.fitted(for: reach, task: task)
  }
}

/// Cost estimates out of fold.
public struct CrossFittedCost: CostEstimates {
  private let fit: CrossFit<any CostEstimates>
  private var fold: ServedFold?
  /// Those of a fit on all rows.
  var whole: any CostEstimates { fit.whole }

  /// Estimates each row by a fit of the first repeat without its fold.
  public init(_ fit: CrossFit<any CostEstimates>) { self.fit = fit }

  /// The estimates with which prices for a fold are tuned and the fold is served.
  package func serving(_ fold: ServedFold) -> CrossFittedCost {
    var estimates = self
    estimates.fold = fold
    return estimates
  }

  /// The ex-ante estimates of the fit that has not seen the row.
  public func start(_ row: Int, _ belief: inout Belief) {
    fit.fit(for: row, serving: fold).start(row, &belief)
  }

  /// The update by the fit that has not seen the row.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    fit.fit(for: row, serving: fold).observe(model, row: row, &belief)
  }

  /// The estimator fitted on all rows.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    try fit.whole.fitted(for: reach, task: task)
  }
}

extension QualityEstimator {
  /// The fitted estimates of all rows of `data`: out of fold where these are dealt into folds.
  public func estimates(of data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    guard let folds = data.folds else { return try fit(data, task: task) }
    return CrossFittedQuality(
      try CrossFit(data, folds: folds, task: task) { (data, task) throws(RoutingError) in
        try fit(data, task: task)
      })
  }
}

extension CostEstimator {
  /// The fitted estimates of all rows of `data`: out of fold where these are dealt into folds.
  public func estimates(of data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    guard let folds = data.folds else { return try fit(data, task: task) }
    return CrossFittedCost(
      try CrossFit(data, folds: folds, task: task) { (data, task) throws(RoutingError) in
        try fit(data, task: task)
      })
  }
}
