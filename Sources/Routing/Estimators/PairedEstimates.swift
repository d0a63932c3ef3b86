import Mathematics

/// Two numbers per query and model: an estimate before the model's own run (*ante*) and one after it (*post*).
///
/// An answer tells nothing about the other models. Tables are row-major, one row per row of the traces.
public struct PairedTable: Sendable {
  /// The estimate of each model before it ran.
  public internal(set) var ante: [Double]
  /// The estimate of each model after it ran.
  public internal(set) var post: [Double]
  /// The number of models.
  public let modelCount: Int

  /// A table of its halves; both hold rows x `modelCount` numbers.
  public init(ante: [Double], post: [Double], modelCount: Int) {
    precondition(ante.count == post.count && ante.count.isMultiple(of: modelCount))
    self.ante = ante
    self.post = post
    self.modelCount = modelCount
  }

  /// The population standard deviation of (ante - post) over `rows`, per model (method, section 7).
  public func deviations(over rows: [Int]) -> [Double] {
    (0..<modelCount).map { model in
      rows.map { ante[$0 * modelCount + model] - post[$0 * modelCount + model] }.standardDeviation
    }
  }

  /// What a run teaches, per model: the population standard deviation, over `rows`, of what the regression of `truth` on both
  /// estimates says and the earlier estimate does not foretell (that of the preposterior mean).
  ///
  /// Where estimates are honest and remember one another this is the deviation of the step between them. Steps that can be
  /// foretold (a step back to the mean, the mending of an estimate that is off) are no uncertainty, and an estimate that
  /// forgets teaches less than its steps are wide. Two rows lie on every line: with fewer than three, that of the step.
  public func preposteriorDeviations(of truth: [Double], over rows: [Int]) -> [Double] {
    if rows.count < 3 { return deviations(over: rows) }
    let fused = fused(with: truth, over: rows).table.post
    return (0..<modelCount).map { model in
      let (before, after) = (rows.map { ante[$0 * modelCount + model] }, rows.map { fused[$0 * modelCount + model] })
      let line = LeastSquaresLine(x: before, y: after)
      return zip(before, after).map { $1 - line.value(at: $0) }.standardDeviation
    }
  }

  /// The same before a run; after it, per model, the regression of `truth` on both estimates over `rows`.
  ///
  /// A later estimate that was made without the earlier one forgets what that knew: it moves predictably, by
  /// V/(V + post^2) of the earlier one under the noise of `NoisyEstimator`, and the step between them is overstated. The
  /// regression on both brings the slope back to 1 (method, section 8).
  public func fused(with truth: [Double], over rows: [Int]) -> (table: PairedTable, planes: [LeastSquaresPlane]) {
    var fused = post
    let planes = (0..<modelCount).map { model in
      func column(_ table: [Double]) -> [Double] { rows.map { table[$0 * modelCount + model] } }
      let plane = LeastSquaresPlane(first: column(ante), second: column(post), y: column(truth))
      for index in stride(from: model, to: post.count, by: modelCount) {
        fused[index] = plane.value(ante[index], post[index])
      }
      return plane
    }
    return (PairedTable(ante: ante, post: fused, modelCount: modelCount), planes)
  }
}

/// Quality estimates that are a table: independent, with one standard deviation per model.
public struct PairedQualityEstimates: QualityEstimates {
  /// The estimates before and after a model's own run.
  public let table: PairedTable
  /// The standard deviation of (post - ante), per model.
  public let sigma: [Double]
  /// The same for queries that are in no table, where that can be.
  let predictor: (any QualityPredictor)?

  /// Estimates of their parts.
  public init(_ table: PairedTable, sigma: [Double]) { self.init(table, sigma: sigma, predictor: nil) }

  init(_ table: PairedTable, sigma: [Double], predictor: (any QualityPredictor)?) {
    precondition(sigma.count == table.modelCount)
    self.table = table
    self.sigma = sigma
    self.predictor = predictor
  }

  /// Writes the row of `ante`.
  public func start(_ row: Int, _ belief: inout Belief) {
    let first = row * table.modelCount
    for model in 0..<table.modelCount {
      belief.quality[model] = table.ante[first + model]
      belief.sigma[model] = sigma[model]
    }
  }

  /// Puts the model's `post` in the place of its `ante`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.quality[model] = table.post[row * table.modelCount + model]
    belief.sigma[model] = 0
  }

  /// What the table was made by.
  ///
  /// - Throws: `RoutingError.unsuitable` where it was made from the training queries themselves.
  public func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any QualityPredictor {
    guard let predictor else { throw .hangsOnTraces("quality", try: "fit quality logistic, or fit quality irt") }
    return predictor
  }
}

/// Cost estimates that are a table.
public struct PairedCostEstimates: CostEstimates {
  /// The estimates before and after a model's own run.
  public let table: PairedTable
  /// The same for queries that are in no table, where that can be.
  private let predictor: (any CostPredictor)?

  /// Estimates of their table.
  public init(_ table: PairedTable) { self.init(table, predictor: nil) }

  init(_ table: PairedTable, predictor: (any CostPredictor)?) {
    self.table = table
    self.predictor = predictor
  }

  /// Writes the row of `ante`.
  public func start(_ row: Int, _ belief: inout Belief) {
    let first = row * table.modelCount
    for model in 0..<table.modelCount { belief.cost[model] = table.ante[first + model] }
  }

  /// Puts the model's `post` in the place of its `ante`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.cost[model] = table.post[row * table.modelCount + model]
  }

  /// What the table was made by.
  ///
  /// - Throws: `RoutingError.unsuitable` where it was made from the training queries themselves.
  public func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any CostPredictor {
    guard let predictor else { throw .hangsOnTraces("cost", try: "fit cost constant, or fit cost regression") }
    return predictor
  }
}

extension EstimatorParameter {
  /// The flag of estimators that can fuse.
  static let fuse = EstimatorParameter(
    "fuse", "once a model ran, regress quality on both estimates, not on the later alone", kind: .flag)
}
