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

/// The traces in use: the pool's models in ascending mean train cost, and the queries with outcomes of them.
///
/// Tables are flat and row-major: model `i` of row `x` is at `x * modelCount + i`. A model without an outcome of a query is
/// not *offered* there: what it would have given is estimated (`valued`), or that of another query stands in (`standingIn`).
public struct Dataset: Sendable {
  /// The trace set that the rows come from.
  public let traces: TraceSet
  /// The names of the pool's models, in pool order.
  public let models: [String]
  /// The index of each model of the pool in `traces.models`.
  public let modelIndices: [Int]
  /// The index of each row in `traces.queryIDs`.
  public let queryIndices: [Int]
  /// The quality of each answer in [0, 1]; NaN where the model is not offered.
  public private(set) var quality: [Double]
  /// The cost of each answer, >= 0, in `traces.costUnit`; NaN where the model is not offered.
  public private(set) var cost: [Double]
  /// The rows of each part, in ascending order.
  public private(set) var train: [Int], tune: [Int], test: [Int]
  /// The folds of the rows where these are dealt into folds; then every row is a train row, and a test row if it is measured.
  public private(set) var folds: Folds?
  /// The places among the test rows of those of each fold, as the rows are dealt first; empty without folds.
  public var testFolds: [[Int]] {
    guard let folds else { return [] }
    var places = [[Int]](repeating: [], count: folds.count)
    for (place, row) in test.enumerated() { places[folds.deals[0][row]].append(place) }
    return places.filter { !$0.isEmpty }
  }
  /// Whether every model is offered on every row.
  public private(set) var isComplete: Bool
  /// Whether the traces are a log (`TraceSet.isLog`).
  public let isLog: Bool
  /// What models are worth by the log, where `quality` and `cost` are that instead of what was recorded.
  public private(set) var log: LoggedOutcomes?
  /// What stands in for missing outcomes where policies are served (`standingIn`).
  public private(set) var standIns: StandIns?
  /// What `quality` and `cost` are.
  private var kind = Kind.recorded
  /// The recorded tables where others have replaced them.
  private var recordedTables: (quality: [Double], cost: [Double])?

  /// The kinds of tables of quality and cost.
  private enum Kind {
    /// What was recorded.
    case recorded
    /// What was recorded, and elsewhere what stands in for it.
    case served
    /// What models are worth, for policies that run one model.
    case valued
  }
  /// How many queries were left out: those without an outcome of any model of the pool (in a log, of any model at all); of
  /// complete queries only, those without one of every model.
  public let leftOutCount: Int

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

  /// The mean of `table` (laid out like `quality`) over `rows`, per model over the rows where it is offered: of a model that
  /// is offered on none of them, over the train part.
  public func means(of table: [Double], over rows: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: modelCount)
    if isComplete {
      for row in rows {
        for model in 0..<modelCount { sums[model] += table[row * modelCount + model] }
      }
      return sums.map { $0 / Double(rows.count) }
    }
    for model in 0..<modelCount {
      let own = self.rows(of: model, among: rows)
      sums[model] = (own.isEmpty ? self.rows(of: model, among: train) : own).map { table[$0 * modelCount + model] }.mean
    }
    return sums
  }

  /// The rows of `queries` (indices into the trace set) for `models`, put in pool order and split into parts.
  ///
  /// - Parameters:
  ///   - traces: the trace set.
  ///   - split: the division into parts; `nil` where every query is one to train and to test on.
  ///   - models: indices into `traces.models`, in any order.
  ///   - queries: indices into the trace set, ascending; those without an outcome of any of the models are left out and
  ///     counted.
  ///   - needsAll: whether queries without an outcome of every model are left out and counted.
  ///   - keepsOrder: whether the pool has the order of `models` instead of that of costs.
  ///   - task: cancellation of the dealing into folds.
  /// - Throws: `TraceError.emptyPool` if there is no model, `TraceError.emptyPart` if no query is left to train or to test
  ///   on, `TraceError.untrainedModel` if a model has no outcome on the train part, `TraceError.tooFewForFolds`,
  ///   `TraceError.cancelled`.
  public init(
    traces: TraceSet, models: [Int], queries: [Int], split: Split?, needsAll: Bool = false,
    keepsOrder: Bool = false, task: TaskContext = .unobserved
  ) throws(TraceError) {
    if models.isEmpty { throw .emptyPool }
    let width = traces.modelCount
    func isKnown(_ query: Int, _ model: Int) -> Bool {
      !traces.quality[query * width + model].isNaN && !traces.cost[query * width + model].isNaN
    }
    let offered = queries.map { query in models.count { isKnown(query, $0) } }
    // A log tells what its models are worth on all of its queries, also of those that another model served.
    let isLog = !needsAll && !offered.allSatisfy { $0 == models.count } && traces.isLog(on: queries)
    let places = offered.indices.filter {
      offered[$0] >= (needsAll ? models.count : 1) || isLog && traces.outcomeCount(of: queries[$0], atMost: 1) == 1
    }
    let kept = places.map { queries[$0] }
    let parts = try split?.parts(of: kept, in: traces) ?? kept.map { _ in .test }
    let isComplete = places.allSatisfy { offered[$0] == models.count }
    func rows(_ part: Part) -> [Int] { parts.indices.filter { parts[$0] == part } }
    let folds = try split?.folds(of: kept, in: traces, task: task)
    let train = split == nil || folds != nil ? Array(kept.indices) : rows(.train)
    // Where no two models ran on a query, nothing tells how they compare.
    let test = isComplete || isLog || offered.contains { $0 >= 2 } ? rows(.test) : []
    for (part, rows) in [(Part.train, train), (.test, test)] where rows.isEmpty {
      let standard = Set(try Split.standard.parts(of: kept, in: traces))
      throw .emptyPart(part: part, isStandard: !standard.isSuperset(of: [.train, .test]))
    }
    var trainCosts: [Double] = []
    for model in models {
      let own = isComplete ? train : train.filter { isKnown(kept[$0], model) }
      if own.isEmpty { throw .untrainedModel(traces.models[model]) }
      trainCosts.append(own.map { traces.cost[kept[$0] * width + model] }.mean)
    }
    let order =
      keepsOrder
      ? models
      : models.indices.sorted { (trainCosts[$0], models[$0]) < (trainCosts[$1], models[$1]) }.map { models[$0] }
    self.traces = traces
    self.train = train
    tune = rows(.tune)
    self.test = test
    self.folds = folds
    self.models = order.map { traces.models[$0] }
    modelIndices = order
    queryIndices = kept
    self.isComplete = isComplete
    self.isLog = isLog
    leftOutCount = queries.count - kept.count
    var quality: [Double] = []
    var cost: [Double] = []
    quality.reserveCapacity(kept.count * order.count)
    cost.reserveCapacity(kept.count * order.count)
    for query in kept {
      for model in order {
        let isOffered = isComplete || isKnown(query, model)
        quality.append(isOffered ? traces.quality[query * width + model] : .nan)
        cost.append(isOffered ? traces.cost[query * width + model] : .nan)
      }
    }
    self.quality = quality
    self.cost = cost
  }
}

extension Dataset {
  /// Whether `model` can be run on `row`: its outcome is known.
  public func isOffered(_ model: Int, on row: Int) -> Bool { isComplete || !quality[row * modelCount + model].isNaN }

  /// Those of `rows` on which `model` is offered, in the same order.
  public func rows(of model: Int, among rows: [Int]) -> [Int] {
    isComplete ? rows : rows.filter { isOffered(model, on: $0) }
  }
}

extension Dataset {
  /// Whether the models' own means are estimates for all queries instead of means of what was recorded.
  public var hasAdjustedMeans: Bool { kind != .recorded || !isComplete }

  /// Whether `quality` and `cost` are what models are worth instead of what was recorded.
  public var isValued: Bool { kind == .valued }

  /// The same rows, where outcomes are missing, with what stands in for these; a log stays as it is.
  ///
  /// Fits go on using what was recorded. Only what answers tell (a confidence, a text) is taken from the row that stands in.
  ///
  /// - Throws: `TraceError.cancelled`.
  public func standingIn(task: TaskContext = .unobserved) throws(TraceError) -> Dataset {
    if isComplete || isLog || standIns != nil { return self }
    var data = self
    data.standIns = try StandIns(self, task: task)
    return data
  }

  /// The rows as policies are served that may run several models on each, or whose estimates are made from outcomes: where
  /// an outcome is missing, that of another query stands in. Itself where outcomes are complete, and where nothing stands in.
  public var served: Dataset {
    guard kind == .recorded, let standIns else { return self }
    return replacing(standIns.quality, standIns.cost, .served)
  }

  /// The row whose outcome of `model` counts on `row` where policies are served: another one where its own is missing.
  public func standIn(of model: Int, on row: Int) -> Int { standIns?.rows[row * modelCount + model] ?? row }

  /// The share of the outcomes on `rows` that stand in for missing ones, where policies are served by them.
  public func standInShare(on rows: [Int]) -> Double {
    guard kind == .served, let standIns, !rows.isEmpty else { return 0 }
    let count = rows.reduce(0) { count, row in
      count + models.indices.count { standIns.rows[row * modelCount + $0] != row }
    }
    return Double(count) / Double(rows.count * modelCount)
  }

  /// The rows with what every model is worth on each of them, for policies that run one model: of a log by `LoggedOutcomes`,
  /// where outcomes are missing by `AdjustedOutcomes`; itself where outcomes are complete.
  ///
  /// - Throws: `TraceError.invalidPropensity`, `TraceError.cancelled`.
  public func valued(task: TaskContext = .unobserved) throws(TraceError) -> Dataset {
    if isComplete { return self }
    if isLog {
      let values = try LoggedOutcomes(self, task: task)
      var data = replacing(values.quality, values.cost, .valued)
      data.log = values
      return data
    }
    return replacing(adjusted(quality, .difference), adjusted(cost, .ratio), .valued)
  }

  /// A table with its outcomes adjusted for which models were run on which rows.
  private func adjusted(_ table: [Double], _ scale: AdjustedOutcomes.Scale) -> [Double] {
    let values = adjustedOutcomes(table, scale).values
    return (0..<count).flatMap { row in values.map { $0[row] } }
  }

  /// The columns of a table, adjusted for which models were run on which rows.
  package func adjustedOutcomes(_ table: [Double], _ scale: AdjustedOutcomes.Scale) -> AdjustedOutcomes {
    let columns = models.indices.map { model in (0..<count).map { table[$0 * modelCount + model] } }
    let groups = traces.queryColumn("group")?.groups(of: queryIndices)
    return AdjustedOutcomes(
      columns, groups: groups, scale: scale, signals: traces.confidences(of: modelIndices, on: queryIndices))
  }

  private func replacing(_ quality: [Double], _ cost: [Double], _ kind: Kind) -> Dataset {
    var data = self
    data.recordedTables = (self.quality, self.cost)
    (data.quality, data.cost, data.kind, data.isComplete) = (quality, cost, kind, true)
    return data
  }

  /// The rows with the outcomes that were recorded, where others have replaced them; itself elsewhere.
  public var recorded: Dataset {
    guard let recordedTables else { return self }
    var data = self
    (data.quality, data.cost) = recordedTables
    (data.isComplete, data.log, data.recordedTables, data.kind) = (false, nil, nil, .recorded)
    return data
  }
}
