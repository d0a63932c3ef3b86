import Mathematics
import Traces

/// The summary of traces for `describe`: each model, and a perfect choice among them.
struct TraceSummary {
  /// One model over the queries with its outcomes.
  struct Model {
    var name: String
    var quality: Double
    var cost: Double
    /// The share of queries with an outcome.
    var coverage: Double
    /// Whether no mixture of other models is as good at the same cost.
    var isOnHull: Bool
    /// The share of queries on which it is the cheapest of the best, where any scores above 0.
    var wins: Double
    /// The mean correlation of its quality with that of other models, over common queries.
    var correlation: Double
  }

  let queryCount: Int
  /// In ascending mean cost.
  let models: [Model]
  /// The cheapest of the best answers to each query: mean quality and cost, and the share of queries with any outcome.
  let oracle: (quality: Double, cost: Double, share: Double)
  /// The share of queries on which no model scores above 0.
  let unsolved: Double

  /// - Throws: `Cancelled`.
  init(_ selection: OutcomeSelection, task: TaskContext) throws(Cancelled) {
    let (quality, cost) = (selection.quality, selection.cost)
    let models = 0..<selection.modelCount
    let pairs = try ModelPair.all(of: selection, task: task)
    let winners = selection.queries.indices.map { selection.winner(of: $0) }
    let total = Double(selection.queryCount)
    let means = models.map { (quality: present(quality[$0]).mean, cost: present(cost[$0]).mean) }
    let known = models.filter { means[$0].quality.isFinite }
    let hull =
      known.isEmpty
      ? [] : UpperHull(cost: known.map { means[$0].cost }, quality: known.map { means[$0].quality }).indices
    queryCount = selection.queryCount
    self.models = models.map { model in
      Model(
        name: selection.models[model], quality: means[model].quality, cost: means[model].cost,
        coverage: Double(present(quality[model]).count) / total,
        isOnHull: hull.contains { known[$0] == model },
        wins: Double(winners.indices.count { winners[$0] == model && quality[model][$0] > 0 }) / total,
        correlation: pairs.filter { ($0.first == model || $0.second == model) && !$0.correlation.isNaN }
          .map(\.correlation).mean)
    }
    let solved = winners.enumerated().compactMap { query, model in model.map { (quality[$0][query], cost[$0][query]) } }
    oracle = (solved.map(\.0).mean, solved.map(\.1).mean, Double(solved.count) / total)
    unsolved = Double(solved.count { $0.0 <= 0 }) / total
  }
}

private func present(_ values: [Double]) -> [Double] { values.filter { !$0.isNaN } }
