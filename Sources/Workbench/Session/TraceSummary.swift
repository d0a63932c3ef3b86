import Mathematics
import Routing
import Traces

/// The summary of traces for `describe`: each model, and a perfect choice among them.
package struct TraceSummary {
  /// One model over the queries with its outcomes.
  package struct Model {
    package var name: String
    package var quality: Double
    package var cost: Double
    /// Its quality and cost on all queries, as far as the outcomes of the others tell: its means where all are covered.
    package var adjusted: (quality: Double, cost: Double)
    /// Half of the 95% interval of the adjusted quality.
    package var margin: Double
    /// For how many queries none of its runs stands: there, the adjusted quality is a guess.
    package var unreached: Double
    /// The share of queries with an outcome, quality and cost.
    package var coverage: Double
    /// Whether no mixture of other models is as good at the same cost, by adjusted means.
    package var isOnHull: Bool
    /// The share of queries on which it is the cheapest of the best, where any scores above 0; where it was not run, by what
    /// is expected of it.
    package var wins: Double
    /// The mean correlation of its quality with that of other models, over common queries.
    package var correlation: Double
  }

  let queryCount: Int
  /// In ascending mean cost.
  package let models: [Model]
  /// Whether every model was run on every query.
  package var isComplete: Bool { models.allSatisfy { $0.coverage == 1 } }
  /// The cheapest of the best answers to each query: mean quality and cost, and the share of queries with any outcome.
  /// Where a model was not run it is what is expected of it; no single model is better.
  package let oracle: (quality: Double, cost: Double, share: Double)
  /// Whether luck makes the oracle too good: it is better than every single model, on some queries perhaps by chance.
  package var isOracleFlattered: Bool { !models.contains { $0.adjusted.quality >= oracle.quality - 1e-9 } }
  /// The number of queries on which every model was run.
  package let completeCount: Int
  /// The share of these on which no model scores above 0; 0 without any.
  package let unsolved: Double

  /// - Throws: `Cancelled`.
  ///
  /// - Parameters:
  ///   - confidences: the confidence of each model on each query, laid out like the outcomes; `nil` where none is recorded.
  ///   - logged: the adjusted means of each model where the traces are a log.
  init(
    _ selection: OutcomeSelection, groups: [Int]?, confidences: [[Double]]?,
    logged: [(quality: Double, cost: Double)]? = nil, task: TaskContext
  ) throws(Cancelled) {
    let (quality, cost) = (selection.quality, selection.cost)
    let models = 0..<selection.modelCount
    let correlations = try MeanCorrelations.all(of: selection, task: task)
    let total = Double(selection.queryCount)
    try task.check()
    let qualities = AdjustedOutcomes(quality, groups: groups, scale: .difference, signals: confidences)
    try task.check()
    let costs = AdjustedOutcomes(cost, groups: groups, scale: .ratio, signals: confidences)
    let whole = selection.completed(quality: qualities.completed, cost: costs.completed)
    try task.check()
    let winners = selection.queries.indices.map { whole.winner(of: $0) }
    try task.check()
    let means = logged ?? models.map { (quality: qualities.values[$0].mean, cost: costs.values[$0].mean) }
    let known = models.filter { means[$0].quality.isFinite && means[$0].cost.isFinite }
    let hull =
      known.isEmpty
      ? [] : UpperHull(cost: known.map { means[$0].cost }, quality: known.map { means[$0].quality }).indices
    var wins = models.map { _ in 0 }
    for (query, winner) in winners.enumerated() {
      if let winner, whole.quality[winner][query] > 0 { wins[winner] += 1 }
    }
    queryCount = selection.queryCount
    self.models = models.map { model in
      Model(
        name: selection.models[model], quality: present(quality[model]).mean, cost: present(cost[model]).mean,
        adjusted: means[model],
        margin: 1.96 * qualities.values[model].standardDeviation / total.squareRoot(),
        unreached: qualities.unreached[model],
        coverage: Double(zip(quality[model], cost[model]).count { !$0.isNaN && !$1.isNaN }) / total,
        isOnHull: hull.contains { known[$0] == model },
        wins: logged != nil ? .nan : Double(wins[model]) / total,
        correlation: correlations[model])
    }
    let best = winners.enumerated().compactMap { query, model in
      model.map { (whole.quality[$0][query], whole.cost[$0][query]) }
    }
    // A perfect choice is at least as good as each model, even where what is expected is too little.
    let single = known.map { means[$0].quality }.max() ?? .nan
    let mean = best.map(\.0).mean
    oracle = (single > mean ? single : mean, best.map(\.1).mean, Double(best.count) / total)
    // An outcome that is not known is no failure.
    let complete = selection.queries.indices.filter { query in
      models.allSatisfy { !quality[$0][query].isNaN && !cost[$0][query].isNaN }
    }
    completeCount = complete.count
    let unsolvedCount = complete.count { query in models.allSatisfy { quality[$0][query] <= 0 } }
    unsolved = Double(unsolvedCount) / Double(max(1, complete.count))
  }
}

private func present(_ values: [Double]) -> [Double] { values.filter { !$0.isNaN } }

extension SessionContext {
  /// The summary of a trace set's outcomes in use.
  package func summary(of workspace: Workspace) throws -> TraceSummary {
    let outcomes = try outcomes(of: workspace)
    var logged: [(quality: Double, cost: Double)]?
    if let data = try loggedDataset(workspace, on: outcomes.queries) {
      let means = SingleModels(data, on: Array(0..<data.count)).means
      logged = outcomes.models.map { name in
        let (cost, quality) = means[data.models.firstIndex(of: name)!]
        return (quality, cost)
      }
    }
    let traces = workspace.traces
    return try TraceSummary(
      outcomes, groups: traces.queryColumn("group")?.groups(of: outcomes.queries),
      confidences: traces.confidences(
        of: outcomes.models.map { traces.models.firstIndex(of: $0)! }, on: outcomes.queries),
      logged: logged, task: task)
  }
}
