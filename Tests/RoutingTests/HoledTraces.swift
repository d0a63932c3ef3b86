import Mathematics
import Routing
import Traces

/// Traces from which outcomes are deleted.
enum HoledTraces {
  /// The traces without the outcomes for which `isMissing` says so.
  static func deleting(_ traces: TraceSet, _ isMissing: (_ query: Int, _ model: Int) -> Bool) -> TraceSet {
    var holed = traces
    for query in 0..<traces.queryCount {
      for model in 0..<traces.modelCount where isMissing(query, model) {
        holed.quality[query * traces.modelCount + model] = .nan
        holed.cost[query * traces.modelCount + model] = .nan
      }
    }
    return holed
  }

  /// The same data without the outcomes for which `isMissing` says so, by row and by model of the pool.
  static func deleting(
    _ data: Dataset, split: Split = .column("split"), _ isMissing: (_ row: Int, _ model: Int) -> Bool
  ) throws -> Dataset {
    let holed = deleting(data.traces) { query, model in
      guard let row = data.queryIndices.firstIndex(of: query), let place = data.modelIndices.firstIndex(of: model)
      else {
        return false
      }
      return isMissing(row, place)
    }
    return try Dataset(
      traces: holed, models: data.modelIndices, queries: data.queryIndices, split: split)
  }

  /// Whether to delete an outcome: at random, with this chance.
  static func atRandom(_ chance: Double, seed: UInt64 = 1) -> (_ row: Int, _ model: Int) -> Bool {
    let key = RandomKey(seed: seed, purpose: "holes")
    return { key.mixing($0).mixing($1).uniform < chance }
  }
}

/// Estimates of a larger pool seen by a pool of some of its models.
struct PartOfPool: QualityEstimates, CostEstimates {
  let base: RandomBeliefs
  /// The models of the part, by index in the larger pool.
  let models: [Int]

  func start(_ row: Int, _ belief: inout Belief) { write(row, &belief) }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) { write(row, &belief) }

  func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    try base.fitted(for: reach, task: task)
  }

  private func write(_ row: Int, _ belief: inout Belief) {
    var whole = Belief(modelCount: base.modelCount)
    base.start(row, &whole)
    for model in belief.answered {
      whole.ran(models[model])
      base.observe(models[model], row: row, &whole)
    }
    for (place, model) in models.enumerated() {
      belief.quality[place] = whole.quality[model]
      belief.cost[place] = whole.cost[model]
      belief.sigma[place] = whole.sigma[model]
    }
    belief.prospect = whole.prospect
  }
}
