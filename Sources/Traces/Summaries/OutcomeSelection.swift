import Mathematics

/// The outcomes of some models on some queries, column by column, cheapest model first.
public struct OutcomeSelection: Sendable {
  /// The models in ascending mean cost over the queries; those without a cost last.
  public let models: [String]
  /// The queries by their place in the trace set.
  public let queries: [Int]
  /// The quality of each model on each query: `quality[model][query]`, NaN where there is no outcome.
  public let quality: [[Double]]
  /// The cost of each model on each query, laid out like `quality`.
  public let cost: [[Double]]

  /// The number of models.
  public var modelCount: Int { models.count }
  /// The number of queries.
  public var queryCount: Int { queries.count }

  /// The outcomes of `models` (indices into `traces.models`, in any order) on `queries` (indices into the trace set).
  public init(_ traces: TraceSet, models: [Int], queries: [Int]) {
    func columns(_ table: [Double]) -> [[Double]] {
      models.map { model in queries.map { table[$0 * traces.modelCount + model] } }
    }
    let costs = columns(traces.cost)
    let means = costs.map { costs in
      let mean = costs.filter { !$0.isNaN }.mean
      return mean.isNaN ? .infinity : mean
    }
    let names = models.map { traces.models[$0] }
    let order = models.indices.sorted { (means[$0], names[$0]) < (means[$1], names[$1]) }
    let qualities = columns(traces.quality)
    self.models = order.map { names[$0] }
    self.queries = queries
    quality = order.map { qualities[$0] }
    cost = order.map { costs[$0] }
  }

  private init(_ selection: OutcomeSelection, quality: [[Double]], cost: [[Double]]) {
    models = selection.models
    queries = selection.queries
    self.quality = quality
    self.cost = cost
  }

  /// The same models and queries with other outcomes; a query without an outcome of any model stays so.
  public func completed(quality: [[Double]], cost: [[Double]]) -> OutcomeSelection {
    let isKnown = queries.indices.map { query in self.quality.contains { !$0[query].isNaN } }
    func known(_ columns: [[Double]]) -> [[Double]] {
      columns.map { column in zip(column, isKnown).map { $1 ? $0 : .nan } }
    }
    return OutcomeSelection(self, quality: known(quality), cost: known(cost))
  }
}
