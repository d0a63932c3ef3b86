import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces

/// What a running command works with, as far as the session needs it: the language above adds its commands.
package protocol SessionContext {
  /// The copy that becomes the session when the command succeeds.
  var session: Session { get set }
  /// Whether the command changed the session.
  var isChanged: Bool { get set }
  /// What commands use and `undo` leaves alone.
  var services: Services { get }
  /// The words of the command.
  var invocation: Invocation { get }
  /// The command as a computation: whether to go on, and where its progress goes.
  var task: TaskContext { get }
  /// What the command has to say.
  var report: Report { get set }
  /// What commands may read and write.
  var fileAccess: FileAccess { get }

  /// A number that nothing else in this process has.
  func makeIdentity() -> Int
  /// The result of `body`, its error located at `word`, or at the verb.
  func at<Value>(_ word: Word?, _ body: () throws -> Value) throws -> Value
}

extension SessionContext {
  /// The seed of the command: its own option, or the session's.
  package func seed() throws(LocatedError) -> UInt64 {
    try invocation.seed() ?? session.settings.seed
  }

  /// The trace set in use.
  ///
  /// - Throws: `CommandError.notYet` before anything is loaded.
  package func workspace() throws(CommandError) -> Workspace {
    guard let workspace = session.workspace else {
      throw .notYet("no traces are loaded", advice: "load sim:routerbench")
    }
    return workspace
  }

  /// The queries of the trace set that pass its filters.
  ///
  /// - Throws: the errors of the filters, and `Cancelled`.
  package func queries(of workspace: Workspace) throws -> [Int] {
    let all = Array(0..<workspace.traces.queryCount)
    if workspace.filters.isEmpty { return all }
    let pool = pool(of: workspace)
    let key = QueriesKey(identity: workspace.identity, filters: workspace.filters, pool: pool)
    return try services.memos.value(for: key) {
      try workspace.filters.reduce(all) { try $1.select($0, of: workspace.traces, pool: pool, task: task) }
    }
  }

  /// The outcomes of the pool's models on the queries that pass the filters.
  package func outcomes(of workspace: Workspace) throws -> OutcomeSelection {
    OutcomeSelection(workspace.traces, models: pool(of: workspace), queries: try queries(of: workspace))
  }

  /// The indices of the pool's models in the trace set, in the order of the file.
  package func pool(of workspace: Workspace) -> [Int] {
    guard let pool = workspace.pool else { return Array(workspace.traces.models.indices) }
    return workspace.traces.models.indices.filter { pool.contains(workspace.traces.models[$0]) }
  }

  /// The rows and models in use; with the default split if none was given.
  package func dataset(_ workspace: Workspace) throws -> Dataset {
    if workspace.traces.quality.allSatisfy(\.isNaN) {
      throw CommandError.notYet("no answer has a score", advice: "join scores.csv --on query_id --map quality=score")
    }
    do { return try pooledDataset(workspace) } catch let error as TraceError {
      // Where filters leave too few, no other split helps.
      let isEmpty: Bool
      switch error {
      case .emptyPart: isEmpty = true
      case .tooFewForFolds: isEmpty = false
      default: throw error
      }
      if workspace.needsAll {
        throw CommandError.notYet(
          "\(error): too few queries have an outcome of every model in use", advice: "pool \(workspace.poolWord)")
      }
      if workspace.filters.isEmpty { throw error }
      let count = Format.count(try queries(of: workspace).count, "query", "queries")
      throw CommandError.notYet(
        isEmpty ? "\(error) of the \(count) that the filters leave" : "\(error): the filters leave too few",
        advice: "filter off")
    }
  }

  private func pooledDataset(_ workspace: Workspace) throws -> Dataset {
    try services.memos.value(for: DatasetKey(workspace)) {
      try Dataset(
        traces: workspace.traces, models: pool(of: workspace), queries: try queries(of: workspace),
        split: workspace.splitInUse, needsAll: workspace.needsAll, task: task
      ).standingIn(task: task)
    }
  }

  /// The rows and models in use, with what each model is worth where outcomes are missing.
  package func valuedDataset(_ workspace: Workspace) throws -> Dataset {
    try valued(try dataset(workspace), of: workspace)
  }

  private func valued(_ data: Dataset, of workspace: Workspace) throws -> Dataset {
    if data.isComplete { return data }
    return try services.memos.value(for: ValuedKey(pooled: DatasetKey(workspace))) { try data.valued(task: task) }
  }

  /// The rows and models in use with what each model is worth, where the traces on `queries` are a log; `nil` elsewhere, and
  /// where the split leaves too few of them.
  package func loggedDataset(_ workspace: Workspace, on queries: [Int]) throws -> Dataset? {
    if workspace.needsAll || !workspace.traces.isLog(on: queries) { return nil }
    do {
      let data = try valued(try pooledDataset(workspace), of: workspace)
      return data.log == nil ? nil : data
    } catch TraceError.emptyPart, TraceError.untrainedModel, TraceError.tooFewForFolds {
      return nil
    }
  }

  /// Refuses a log, which has the outcome of one model per query, to a page that compares several.
  package func refuseLog(_ page: String) throws {
    let workspace = try workspace()
    if workspace.traces.isLog(on: try queries(of: workspace)) {
      throw CommandError.refused(
        "\(page) compares the outcomes of several models on the same queries, and this log has that of one per query")
    }
  }

  /// The traces with the estimates fitted to them.
  package func fittedTraces() throws -> FittedTraces { try fittedTraces(of: workspace()) }

  /// The traces of a set with the estimates fitted to them; the train means if no estimator was chosen.
  package func fittedTraces(of workspace: Workspace) throws -> FittedTraces {
    let data = try dataset(workspace)
    if data.isLog, workspace.knowsTruth {
      throw CommandError.notYet(
        "the fitted estimates are made from the truth, which a log has of one model per query",
        advice: "fit quality auto")
    }
    var workspace = workspace
    workspace.qualityFit = workspace.qualityFit ?? QualityFit(FitSpecification(name: "constant"))
    return FittedTraces(
      data: data.isLog ? try valuedDataset(workspace) : data.served,
      estimates: Estimates(
        quality: try qualityEstimates(of: workspace, data), cost: try costEstimates(of: workspace, data)))
  }

  /// The traces on which strategies that run one model per query are tuned and measured where outcomes are missing: with what
  /// every model is worth on every query. `nil` where they are on all others' traces as well: outcomes are complete, or the
  /// estimates are made from outcomes, which must then be single ones.
  package func singleChoices(_ fitted: FittedTraces, of workspace: Workspace) throws -> FittedTraces? {
    if fitted.data.isLog || fitted.data.recorded.isComplete || workspace.knowsTruth { return nil }
    return FittedTraces(data: try valuedDataset(workspace), estimates: fitted.estimates)
  }

  /// The traces on which a strategy is tuned and measured.
  package func traces(for strategy: String, _ fitted: FittedTraces, of workspace: Workspace) throws -> FittedTraces {
    Strategies.runsOneModel(strategy) ? try singleChoices(fitted, of: workspace) ?? fitted : fitted
  }

  /// Says how single models and strategies are measured, where outcomes are missing.
  package mutating func noteAdjusted(_ data: Dataset) throws(CommandError) {
    if !data.hasAdjustedMeans { return }
    report.note(data.adjustedNote(hasSingleChoices: try !workspace().knowsTruth))
  }

  /// The cache key of the fitted traces.
  func fittedTracesKey() throws -> some Hashable & Sendable {
    let workspace = try workspace()
    return FittedTracesKey(pooled: DatasetKey(workspace), quality: workspace.qualityFit, cost: workspace.costFit)
  }

  /// The fitted quality estimates of a trace set.
  ///
  /// - Throws: `CommandError.notYet` before an estimator is chosen.
  package func qualityEstimates(of workspace: Workspace, _ data: Dataset) throws -> any QualityEstimates {
    guard let fit = workspace.qualityFit else { throw CommandError.noQualityEstimator(for: workspace.traces) }
    return try services.memos.value(for: FitKey(pooled: DatasetKey(workspace), fit: fit)) {
      try fit.fitted(to: data, task: task)
    }
  }

  /// The fitted cost estimates; the train means if no estimator was chosen.
  package func costEstimates(of workspace: Workspace, _ data: Dataset) throws -> any CostEstimates {
    let fit = workspace.costFit ?? CostFit(FitSpecification(name: "constant"))
    return try services.memos.value(for: FitKey(pooled: DatasetKey(workspace), fit: fit)) {
      try fit.fitted(to: data, task: task)
    }
  }

  /// The model named by a word: exactly, else by any unambiguous part.
  package func model(_ text: String, among models: [String], at word: Word) throws(LocatedError) -> String {
    do { return models[try QueryValue.model(text, among: models)] } catch { throw LocatedError(error, at: word) }
  }

  /// The strategy named by a word, for the pool of `data`.
  ///
  /// - Throws: `CommandError.notYet` if it needs quality estimates and none are fitted.
  package func strategy(_ text: String, for data: Dataset, at word: Word) throws -> (
    name: String, strategy: any Strategy
  ) {
    try at(word) {
      var specification = try StrategySpecification(text)
      specification.reference = session.settings.reference
      if let argument = specification.argument {
        specification.argument = try model(argument, among: data.models, at: word)
      }
      if let reason = try Strategies.kind(specification.name).refusal(on: data) {
        throw RoutingError.unsuitable(specification.name, reason: reason)
      }
      let strategy = try Strategies.strategy(specification, models: data.models)
      let workspace = try workspace()
      if try workspace.qualityFit == nil && Strategies.kind(specification.name).usesEstimates {
        throw CommandError.noQualityEstimator(for: workspace.traces)
      }
      return (specification.canonical, strategy)
    }
  }

  /// Notes what has to be said beside results of a workspace's estimates.
  package mutating func noteCaveats(of workspace: Workspace) {
    for caveat in workspace.caveats { report.note(caveat) }
  }

  /// The file, or the folder, that a word names, where these commands may read it.
  package func reading(_ path: Word) throws -> FileReference { try reading(path.text, at: path) }

  /// The file at `path`, which `word` asked for, where these commands may read it.
  package func reading(_ path: String, at word: Word) throws -> FileReference {
    for path in [path] + TraceFormats.neighbors(of: path) {
      try at(word) { try fileAccess.admitReading(path) }
    }
    return FileReference(path)
  }
}

/// The cache key of the rows and models in use.
struct DatasetKey: Hashable, Sendable {
  var identity: Int
  var filters: [Filter]
  var pool: [String]?
  var needsAll: Bool
  var split: Split

  init(_ workspace: Workspace) {
    identity = workspace.identity
    filters = workspace.filters
    pool = workspace.pool
    needsAll = workspace.needsAll
    split = workspace.splitInUse
  }
}

private struct ValuedKey: Hashable, Sendable { var pooled: DatasetKey }

private struct QueriesKey: Hashable, Sendable {
  var identity: Int
  var filters: [Filter]
  var pool: [Int]
}

private struct FittedTracesKey: Hashable, Sendable {
  var pooled: DatasetKey
  var quality: QualityFit?
  var cost: CostFit?
}

private struct FitKey<Fit: Hashable & Sendable>: Hashable, Sendable {
  var pooled: DatasetKey
  var fit: Fit
}

extension Workspace {
  /// The word that makes `pool` choose the models in use.
  package var poolWord: String { Lexer.quoted(pool.map { $0.joined(separator: ",") } ?? "all") }
}
