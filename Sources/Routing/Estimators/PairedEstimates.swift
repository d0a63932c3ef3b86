import Mathematics
import Traces

/// Two numbers per query and model: an estimate before the model's own run (*ante*) and one after it (*post*).
///
/// An answer does not inform about other models. Tables are row-major, one row per row of the traces.
public struct PairedTable: Sendable {
  /// The estimate of each model before it ran.
  public internal(set) var exAnte: [Double]
  /// The estimate of each model after it ran.
  public internal(set) var postHoc: [Double]
  /// The number of models.
  public let modelCount: Int

  /// Creates a table from its halves of rows x `modelCount` numbers each.
  public init(exAnte: [Double], postHoc: [Double], modelCount: Int) {
    precondition(exAnte.count == postHoc.count && exAnte.count.isMultiple(of: modelCount))
    self.exAnte = exAnte
    self.postHoc = postHoc
    self.modelCount = modelCount
  }

  /// The population standard deviation of (ante - post) over `rows`, per model (method, section 7).
  public func deviations(over rows: [Int]) -> [Double] { deviations { _ in rows } }

  /// The same over rows of each model's own.
  func deviations(over rows: (_ model: Int) -> [Int]) -> [Double] {
    (0..<modelCount).map { model in
      rows(model).map { exAnte[$0 * modelCount + model] - postHoc[$0 * modelCount + model] }.standardDeviation
    }
  }

  /// The information of a run, per model: the population standard deviation, over `rows`, of the regression of `truth`
  /// on both estimates around its own regression on the earlier estimate (the deviation of the preposterior mean).
  ///
  /// Where estimates are calibrated and the later one includes the earlier, this is the deviation of the step between
  /// them. Predictable steps (a regression to the mean, the correction of a bias) are not uncertainty, and a later
  /// estimate that ignores the earlier one informs less than the size of its steps suggests. With fewer than three rows
  /// it is the deviation of the step. Rows where a model's truth is unknown (NaN) do not count for it.
  public func preposteriorDeviations(of truth: [Double], over rows: [Int]) -> [Double] {
    if rows.count < 3 { return deviations(over: rows) }
    let fused = fused(with: truth, over: rows).table.postHoc
    return (0..<modelCount).map { model in
      let rows = rows.filter { !truth[$0 * modelCount + model].isNaN }
      if rows.count < 3 { return deviations(over: rows)[model] }
      let (before, after) = (rows.map { exAnte[$0 * modelCount + model] }, rows.map { fused[$0 * modelCount + model] })
      let line = LeastSquaresLine(x: before, y: after)
      return zip(before, after).map { $1 - line.value(at: $0) }.standardDeviation
    }
  }

  /// The same before a run; after it, per model, the regression of `truth`, where it is known, on both estimates over `rows`.
  ///
  /// A later estimate made without the earlier one loses its information: it moves predictably, with slope V/(V +
  /// post^2) on the earlier one under the noise of `NoisyEstimator`, and the step between them is overstated. The
  /// regression on both restores slope 1 (method, section 8). Slopes are partially pooled over models.
  public func fused(with truth: [Double], over rows: [Int]) -> (table: PairedTable, planes: [LeastSquaresPlane]) {
    var fused = postHoc
    let planes = LeastSquaresPlane.pooled(
      (0..<modelCount).map { model in
        let rows = rows.filter { !truth[$0 * modelCount + model].isNaN }
        func column(_ table: [Double]) -> [Double] { rows.map { table[$0 * modelCount + model] } }
        return (first: column(exAnte), second: column(postHoc), y: column(truth))
      })
    for model in 0..<modelCount {
      for index in stride(from: model, to: postHoc.count, by: modelCount) {
        fused[index] = planes[model].value(exAnte[index], postHoc[index])
      }
    }
    return (PairedTable(exAnte: exAnte, postHoc: fused, modelCount: modelCount), planes)
  }
}

/// Quality estimates from a table: independent, with one standard deviation per model.
public struct PairedQualityEstimates: QualityEstimates {
  /// The estimates before and after a model's own run.
  public let table: PairedTable
  /// The standard deviation of (post - ante), per model.
  public let sigma: [Double]
  /// The same for new queries, where possible.
  let fitted: (any FittedEstimator)?

  /// Creates estimates from a table, with one standard deviation per model.
  public init(_ table: PairedTable, sigma: [Double]) { self.init(table, sigma: sigma, fitted: nil) }

  init(_ table: PairedTable, sigma: [Double], fitted: (any FittedEstimator)?) {
    precondition(sigma.count == table.modelCount)
    self.table = table
    self.sigma = sigma
    self.fitted = fitted
  }

  /// Answers inform of their own model only.
  public var informsOfOthers: Bool { false }

  /// Writes the row of `exAnte`.
  public func start(_ row: Int, _ belief: inout Belief) {
    belief.quality.copy(table.exAnte, from: row * table.modelCount)
    belief.sigma.copy(sigma)
  }

  /// Replaces the model's `exAnte` with its `postHoc`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.quality[model] = table.postHoc[row * table.modelCount + model]
    belief.sigma[model] = 0
  }

  /// The estimator behind the table.
  ///
  /// - Throws: `RoutingError.unsuitable` where it needs the training queries.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    guard let fitted else { throw .hangsOnTraces("quality", try: "fit quality logistic, or fit quality irt") }
    return fitted
  }
}

/// Cost estimates from a table.
public struct PairedCostEstimates: CostEstimates {
  /// The estimates before and after a model's own run.
  public let table: PairedTable
  /// The same for new queries, where possible.
  private let fitted: (any FittedEstimator)?

  /// Creates cost estimates from a table.
  public init(_ table: PairedTable) { self.init(table, fitted: nil) }

  init(_ table: PairedTable, fitted: (any FittedEstimator)?) {
    self.table = table
    self.fitted = fitted
  }

  /// Answers inform of their own model only.
  public var informsOfOthers: Bool { false }

  /// Writes the row of `exAnte`.
  public func start(_ row: Int, _ belief: inout Belief) {
    belief.cost.copy(table.exAnte, from: row * table.modelCount)
  }

  /// Replaces the model's `exAnte` with its `postHoc`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.cost[model] = table.postHoc[row * table.modelCount + model]
  }

  /// The estimator behind the table.
  ///
  /// - Throws: `RoutingError.unsuitable` where it needs the training queries.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    guard let fitted else { throw .hangsOnTraces("cost", try: "fit cost constant, or fit cost regression") }
    return fitted
  }
}

extension EstimatorArguments {
  /// The deviations of `sigma`, one per model; `nil` where they are not given.
  func sigma() throws(RoutingError) -> [Double]? {
    guard let text = values["sigma"] else { return nil }
    var sigma: [Double] = []
    for part in text.split(separator: ",") {
      guard let value = Double(part), value.isFinite, value >= 0 else {
        throw .invalidParameter("--sigma", found: String(part), allowed: "numbers of at least 0, one per model")
      }
      sigma.append(value)
    }
    return sigma
  }
}

extension Dataset {
  /// The numbers given to an option, which have to be as many as the models.
  func perModel(_ numbers: [Double], of option: String = "--sigma") throws(RoutingError) -> [Double] {
    guard numbers.count == modelCount else {
      throw .invalidParameter(
        option, found: numbers.count == 1 ? "1 number" : "\(numbers.count) numbers",
        allowed: "\(modelCount), one per model of the pool")
    }
    return numbers
  }
}

extension EstimatorParameter {
  /// How far an estimate is expected to move, in place of what the train part says.
  static let sigma = EstimatorParameter(
    "sigma", "the standard deviation of post - ante, per model in pool order: 0.3,0.2,...", kind: .text)
  /// The flag that keeps the estimates apart, as the paper has it.
  static let unfused = EstimatorParameter(
    "unfused", "after a run, regress quality on the later estimate alone, as the paper does",
    kind: .flag)
  /// The flag of the default, which is wanted where a table brings its sigma.
  static let fuse = EstimatorParameter(
    "fuse", "after a run, regress quality on both estimates, even if a table has sigma (the default otherwise)",
    kind: .flag)
}

extension EstimatorArguments {
  /// Whether quality is regressed on both estimates once a model has run: unless told otherwise, or the authors'
  /// implementation is repeated.
  var fuses: Bool { has("fuse") || !has("unfused") && reference.isEmpty }
}

extension [Double] {
  /// Replaces all values by those of `source` that begin at `first`: in one go, since every query of a replay starts so.
  fileprivate mutating func copy(_ source: [Double], from first: Int = 0) {
    withUnsafeMutableBufferPointer { own in
      source.withUnsafeBufferPointer { _ = own.update(fromContentsOf: $0[first..<first + own.count]) }
    }
  }
}
