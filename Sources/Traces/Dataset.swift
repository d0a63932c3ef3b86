import Mathematics

/// The part that a query belongs to.
public enum Part: String, Sendable, CaseIterable {
  /// Estimators are fitted here.
  case train
  /// Prices and thresholds are chosen here.
  case tune
  /// Strategies are measured here.
  case test
}

/// The traces in use: the pool's models in ascending mean train cost, and the queries with outcomes of all of them.
///
/// Tables are flat and row-major: model `i` of row `x` is at `x * modelCount + i`.
public struct Dataset: Sendable {
  /// The trace set that the rows come from.
  public let traces: TraceSet
  /// The names of the pool's models, in pool order.
  public let models: [String]
  /// The index of each model of the pool in `traces.models`.
  public let modelIndices: [Int]
  /// The index of each row in `traces.queryIDs`.
  public let queryIndices: [Int]
  /// The quality of each answer in [0, 1]; no value is missing.
  public let quality: [Double]
  /// The cost of each answer, >= 0, in `traces.costUnit`; no value is missing.
  public let cost: [Double]
  /// The rows of each part, in ascending order.
  public private(set) var train: [Int], tune: [Int], test: [Int]
  /// The folds of the rows where these are dealt into folds; then every row is both a train and a test row.
  public private(set) var folds: Folds?
  /// How many queries were left out because a model of the pool has no outcome for them.
  public let incompleteCount: Int

  /// The number of rows.
  public var count: Int { queryIndices.count }
  /// The number of models in the pool.
  public var modelCount: Int { models.count }
  /// The rows on which prices and thresholds are chosen: tune, or train where there is no tune part.
  public var tuningRows: [Int] { tune.isEmpty ? train : tune }

  /// The same rows with another train part, in ascending order; the pool order is kept.
  public func training(on rows: [Int]) -> Dataset {
    var data = self
    data.train = rows
    return data
  }

  /// The same rows with another tune part, in ascending order.
  public func tuning(on rows: [Int]) -> Dataset {
    var data = self
    data.tune = rows
    return data
  }

  /// What is fitted, tuned and measured for one fold: fitted and tuned on `train`, measured on `test`.
  public func divided(train: [Int], test: [Int]) -> Dataset {
    var data = self
    (data.train, data.tune, data.test, data.folds) = (train, [], test, nil)
    return data
  }

  /// The name of the query of a row.
  public func queryID(_ row: Int) -> String { traces.queryIDs[queryIndices[row]] }

  /// The mean of `table` (laid out like `quality`) over `rows`, per model.
  public func means(of table: [Double], over rows: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: modelCount)
    for row in rows {
      for model in 0..<modelCount { sums[model] += table[row * modelCount + model] }
    }
    return sums.map { $0 / Double(rows.count) }
  }

  /// The rows of `queries` (indices into the trace set) for `models`, put in pool order and split into parts.
  ///
  /// - Parameters:
  ///   - traces: the trace set.
  ///   - split: the division into parts.
  ///   - models: indices into `traces.models`, in any order.
  ///   - queries: indices into the trace set, ascending; those without an outcome of every model are left out and
  ///     counted.
  /// - Throws: `TraceError.emptyPool` if there is no model, `TraceError.emptyPart` if no query is left to train or to test on.
  public init(traces: TraceSet, models: [Int], queries: [Int], split: Split) throws(TraceError) {
    if models.isEmpty { throw .emptyPool }
    let width = traces.modelCount
    let complete = queries.filter { query in
      models.allSatisfy { !traces.quality[query * width + $0].isNaN && !traces.cost[query * width + $0].isNaN }
    }
    let parts = try split.parts(of: complete, in: traces)
    func rows(_ part: Part) -> [Int] { parts.indices.filter { parts[$0] == part } }
    let folds = try split.folds(of: complete, in: traces)
    let train = folds == nil ? rows(.train) : Array(complete.indices)
    let test = rows(.test)
    if train.isEmpty { throw TraceError.emptyPart(part: .train) }
    if test.isEmpty { throw TraceError.emptyPart(part: .test) }
    let trainCosts = models.map { model in train.map { traces.cost[complete[$0] * width + model] }.mean }
    let order = models.indices.sorted { (trainCosts[$0], models[$0]) < (trainCosts[$1], models[$1]) }.map { models[$0] }
    self.traces = traces
    self.train = train
    tune = rows(.tune)
    self.test = test
    self.folds = folds
    self.models = order.map { traces.models[$0] }
    modelIndices = order
    queryIndices = complete
    incompleteCount = queries.count - complete.count
    var quality: [Double] = []
    var cost: [Double] = []
    quality.reserveCapacity(complete.count * order.count)
    cost.reserveCapacity(complete.count * order.count)
    for query in complete {
      for model in order {
        quality.append(traces.quality[query * width + model])
        cost.append(traces.cost[query * width + model])
      }
    }
    self.quality = quality
    self.cost = cost
  }
}
