import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// An estimator that `fit quality auto` tried: the area that the strategy reached with it, out of fold.
struct FitTrial: Sendable {
  var fit: FitSpecification
  /// The area under the strategy's frontier; `nil` where the estimator cannot be fitted.
  var area: Double?
  /// The standard error of the area's difference from the best.
  var error: Double?
  var reason: String?
}

extension CommandContext {
  /// Tries the estimators that the columns permit on the train and tuning parts, by cross-fitting, and takes the one with
  /// which `strategy` reaches the greatest area; the first in the list that is within a standard error of it.
  ///
  /// Test queries play no part.
  func chosenFit(for spelling: String, at word: Word, of workspace: Workspace) throws -> (
    fit: FitSpecification, trials: [FitTrial]
  ) {
    let given = try dataset(workspace)
    let rows = given.folds == nil ? (given.train + given.tune).sorted() : given.train
    let data = try at(word) {
      try Dataset(
        traces: given.traces, models: given.modelIndices, queries: rows.map { given.queryIndices[$0] },
        split: .folds(count: 5, repeats: 1, seed: try seed()), task: task
      ).standingIn(task: task)
    }
    let strategy = try at(word) {
      let specification = try StrategySpecification(spelling)
      if let reason = try Strategies.kind(specification.name).refusal(on: data) {
        throw RoutingError.unsuitable(specification.name, reason: reason)
      }
      return try Strategies.strategy(specification, models: data.models)
    }
    let valued = try at(word) { try Strategies.runsOneModel(spelling) ? data.valued(task: task) : data.served }
    let cost = try at(word) {
      try (workspace.costFit ?? CostFit(FitSpecification(name: "constant"))).fitted(to: data, task: task.untold)
    }
    var trials: [FitTrial] = []
    var places: [Int] = []
    var measured: [(curves: SweepCurves, fitted: FittedTraces)] = []
    let fits = ["constant"] + TraceSignals(data.traces).fits
    for (index, name) in fits.enumerated() {
      var fit = FitSpecification(spelling: name)
      fit.seed = try seed()
      trials.append(FitTrial(fit: fit))
      do {
        let own = try areas(of: strategy, with: fit, cost, on: data, valued, task.step(index, of: fits.count))
        trials[index].area = own.curves.curves[0].area
        places.append(index)
        measured.append(own)
      } catch {
        guard case .unsuitable(_, let reason) = error else { throw error }
        trials[index].reason = reason
      }
    }
    guard var curves = measured.first?.curves else { throw CommandError.noQualityEstimator(for: data.traces) }
    for other in measured.dropFirst() { curves.curves += other.curves.curves }
    let samples = try Bootstrap(count: 200, seed: try seed()).areas(
      of: curves, on: measured[0].fitted, task: task.untold)
    let best = curves.curves.indices.max { curves.curves[$0].area < curves.curves[$1].area }!
    var chosen: Int?
    for (place, index) in places.enumerated() {
      let error = samples.map { $0[place] - $0[best] }.standardDeviation
      trials[index].error = error
      if chosen == nil, curves.curves[best].area - curves.curves[place].area <= error { chosen = index }
    }
    return (trials[chosen ?? places[best]].fit, trials)
  }

  /// The frontier of `strategy` with an estimator, out of fold; `valued` holds the traces on which it is measured.
  private func areas(
    of strategy: any Strategy, with fit: FitSpecification, _ cost: any CostEstimates, on data: Dataset,
    _ valued: Dataset,
    _ task: TaskContext
  ) throws(RoutingError) -> (curves: SweepCurves, fitted: FittedTraces) {
    let quality = try QualityFit(fit).fitted(to: data, task: task.untold)
    let fitted = FittedTraces(data: valued, estimates: Estimates(quality: quality, cost: cost))
    return (try Sweep.frontiers(of: [(fit.name, strategy)], on: fitted, budgets: .wholeRange(4), task: task), fitted)
  }
}
