import Input
import Mathematics
import Traces

/// Another estimator's means, calibrated per model: one map for ex-ante estimates and one for estimates after answers
/// (method, section 7).
///
/// The maps are fitted on the train part with estimates from fits without the query (five folds, or leave-one-out where
/// available); they are applied to the estimates of the fit on the whole part. Sigma, or S(A), is computed from the
/// calibrated estimates of the train part and replaces given deviations.
public struct CalibratedEstimator: QualityEstimator {
  /// The estimator to calibrate.
  public var estimator: any QualityEstimator
  /// How.
  public var method: CalibrationMethod

  /// Creates an estimator that calibrates another one.
  public init(_ estimator: any QualityEstimator, by method: CalibrationMethod) {
    self.estimator = estimator
    self.method = method
  }

  /// The calibrated estimates.
  ///
  /// - Throws: `RoutingError.unsuitable` for fewer than 10 train queries, and where the estimates follow from one joint
  ///   belief that separate maps would break.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    guard data.train.count >= 2 * Calibration.foldCount else {
      throw .unsuitable(
        "calibration",
        reason: "it needs at least \(2 * Calibration.foldCount) train queries and has \(data.train.count)")
    }
    switch try estimator.fit(data, task: task.step(0, of: Calibration.foldCount + 1)) {
    case let paired as PairedQualityEstimates: return try calibrated(paired, data, task)
    case let evidence as AnsweredSetEstimates: return evidence.calibrated(by: method)
    default:
      throw .unsuitable(
        "calibration", reason: "the estimates follow from one joint belief and cannot be calibrated separately")
    }
  }

  private func calibrated(
    _ paired: PairedQualityEstimates, _ data: Dataset, _ task: TaskContext
  ) throws(RoutingError) -> any QualityEstimates {
    let table = paired.table
    let folds = Calibration.folds(of: data)
    for model in data.models.indices {
      let own = zip(data.train, folds).filter { data.isOffered(model, on: $0.0) }.map(\.1)
      if Set(own).count < 2 {
        throw .unsuitable(
          "calibration", reason: "\(data.models[model]) has too few outcomes on the train part: \(own.count)")
      }
    }
    var outside = table
    for fold in 0..<Calibration.foldCount {
      let rest = zip(data.train, folds).filter { $1 != fold }.map(\.0)
      let task = task.step(fold + 1, of: Calibration.foldCount + 1)
      guard let fitted = try estimator.fit(data.training(on: rest), task: task) as? PairedQualityEstimates else {
        break
      }
      for (row, own) in zip(data.train, folds) where own == fold {
        outside.replace(row: row, with: fitted.table)
      }
    }
    func maps(_ half: KeyPath<PairedTable, [Double]>) -> [Calibration] {
      (0..<data.modelCount).map { model in
        let places = data.rows(of: model, among: data.train).map { $0 * data.modelCount + model }
        return Calibration(
          method, estimates: places.map { outside[keyPath: half][$0] }, truths: places.map { data.quality[$0] })
      }
    }
    let (before, after) = (maps(\.exAnte), maps(\.postHoc))
    let calibrated = PairedTable(
      exAnte: table.mapped(\.exAnte, by: before), postHoc: table.mapped(\.postHoc, by: after),
      modelCount: data.modelCount)
    let sigma = calibrated.preposteriorDeviations(of: data.quality, over: data.train)
    return PairedQualityEstimates(
      calibrated, sigma: sigma,
      fitted: paired.fitted.map { FittedCalibration(of: $0, before: before, after: after, sigma: sigma) })
  }
}

/// Another estimator's estimates, calibrated, where an answer informs about its own model only.
struct FittedCalibration: FittedEstimator {
  private let base: any FittedEstimator
  /// Per model, the maps of its estimates before and after its run.
  private let before: [Calibration], after: [Calibration]
  private let sigma: [Double]

  init(of base: any FittedEstimator, before: [Calibration], after: [Calibration], sigma: [Double]) {
    self.base = base
    self.before = before
    self.after = after
    self.sigma = sigma
  }

  var confidenceScale: ConfidenceScale? { base.confidenceScale }

  func columns(takesAnswers: Bool) -> Set<String> { base.columns(takesAnswers: takesAnswers) }

  func evidence(of query: QueryState) throws(ServingError) -> PairedEvidence {
    var belief = Belief(modelCount: sigma.count)
    var predictor = base.predictor()
    try predictor.start(query, &belief)
    var evidence = PairedEvidence(modelCount: sigma.count)
    for model in sigma.indices { evidence.exAnte[model] = before[model](belief.quality[model]) }
    for model in query.answered {
      belief.ran(model)
      predictor.observe(model, &belief)
      evidence.postHoc[model] = after[model](belief.quality[model])
    }
    return evidence
  }

  func knows(_ answered: ModelSet) -> Bool { base.knows(answered) }

  func start(_ evidence: PairedEvidence, _ belief: inout Belief) { evidence.start(&belief, sigma: sigma) }

  func observe(_ model: Int, _ evidence: PairedEvidence, _ belief: inout Belief) {
    evidence.observe(model, &belief, isQuality: true)
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "calibrated", "of": base.json(models: models), "before": .array(before.map(\.json)),
      "after": .array(after.map(\.json)), "sigma": .numbers(sigma),
    ]
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    base = try QualityEstimators.fitted(node["of"], models: models)
    before = try node["before"].calibrations(count: models.count)
    after = try node["after"].calibrations(count: models.count)
    sigma = try node["sigma"].numbers(count: models.count)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    let maps = JSONSchema.list(of: JSONSchema.shared("map"))
    return [
      JSONSchema.estimator(
        "calibrated", description: "another estimator with calibrated estimates",
        [
          .init("of", JSONSchema.shared("quality")), .init("before", maps, "per model: for estimates before its run"),
          .init("after", maps, "per model: for estimates after its run"),
          .init(
            "sigma", JSONSchema.list(of: JSONSchema.nonNegative),
            "per model: the standard deviation of (post - ante) estimates"),
        ])
    ]
  }
}

extension PairedTable {
  /// Takes a row of another table.
  fileprivate mutating func replace(row: Int, with other: PairedTable) {
    for place in row * modelCount..<(row + 1) * modelCount {
      exAnte[place] = other.exAnte[place]
      postHoc[place] = other.postHoc[place]
    }
  }

  /// One half of the table, with each model's estimates mapped.
  fileprivate func mapped(_ half: KeyPath<PairedTable, [Double]>, by maps: [Calibration]) -> [Double] {
    self[keyPath: half].enumerated().map { place, estimate in maps[place % modelCount](estimate) }
  }
}

extension EstimatorParameter {
  /// The parameter of estimators whose means can be calibrated.
  static let calibrate = EstimatorParameter(
    "calibrate", "calibrate estimates on the train part",
    kind: .choice(CalibrationMethod.allCases.map(\.rawValue)))
}
