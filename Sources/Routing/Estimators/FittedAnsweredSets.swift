import Input
import Mathematics
import Traces

/// The regressions of `logistic` and `linear`: one per model and reachable answered set.
struct FittedAnsweredSets: FittedEstimator {
  /// The fit for one answered set.
  struct Fit: Sendable {
    /// One per model, on the features known then, in order.
    var regressions: [any Regression]
    /// The calibration of each model's estimates; `nil` for none.
    var maps: [Calibration]?
    /// S(A), row-major; `nil` where it is 0, and where steps are known.
    var covariance: [Double]?
    /// How estimates step from here; `nil` where they are taken for normal.
    var steps: Steps?
  }

  /// What `StepModel` and `JointSteps` are made of.
  struct Steps: Sendable {
    /// Per model, the steps at its own run.
    var own: [[Double]]
    /// Per model, the estimates of the same train rows.
    var lanes: [[Double]]
  }

  /// A fit ready for use.
  private struct Ready: Sendable {
    let fit: Fit
    let features: [Int]
    let sigma: [Double]
    let covariance: Covariance?
    let steps: StepModel?
  }

  private let estimator: String
  private let features: [ScaledFeature]
  private let fits: [ModelSet: Ready]
  private let modelCount: Int
  /// Whether estimates change when models run.
  private let hasAnswers: Bool

  init(estimator: String, features: [ScaledFeature], fits: [ModelSet: Fit], modelCount: Int) {
    self.estimator = estimator
    self.features = features
    self.modelCount = modelCount
    hasAnswers = features.contains { !$0.origin.needs.isEmpty }
    var ready: [ModelSet: Ready] = [:]
    let scale = AnsweredSetRegression.named(estimator).scale
    let lanes = fits.compactMapValues { $0.steps?.lanes }
    let joint = lanes.values.first?.first.map { first in
      // Sets out of reach are asked about by nobody.
      JointSteps(scale: scale, queryCount: first.count) { lanes[$1]?[$0] ?? first }
    }
    for (set, fit) in fits {
      ready[set] = Ready(
        fit: fit, features: features.indices.filter { set.isSuperset(of: features[$0].origin.needs) },
        sigma: (0..<modelCount).map { fit.covariance?[$0 * modelCount + $0].squareRoot() ?? 0 },
        covariance: fit.covariance.map { Covariance(matrix: $0, modelCount: modelCount) },
        steps: fit.steps.map { StepModel(scale: scale, own: $0.own, joint: joint) })
    }
    self.fits = ready
  }

  var confidenceScale: ConfidenceScale? {
    for feature in features { if case .confidence(_, let scale) = feature.origin { return scale } }
    return nil
  }

  func columns(takesAnswers: Bool) -> Set<String> {
    Set(features.filter { takesAnswers || $0.origin.needs.isEmpty }.map(\.origin.column))
  }

  /// Every feature that is known, standardised; 0 for the others.
  func evidence(of query: QueryState) -> [Double] {
    if !hasAnswers { return features.map { $0.value(of: query) } }
    let answered = ModelSet(query.answered)
    return features.map { answered.isSuperset(of: $0.origin.needs) ? $0.value(of: query) : 0 }
  }

  func knows(_ answered: ModelSet) -> Bool { fits[hasAnswers ? answered : ModelSet()] != nil }

  func start(_ evidence: [Double], _ belief: inout Belief) { write(evidence, &belief) }

  func observe(_ model: Int, _ evidence: [Double], _ belief: inout Belief) { write(evidence, &belief) }

  private func write(_ evidence: [Double], _ belief: inout Belief) {
    guard let ready = fits[hasAnswers ? belief.answeredSet : ModelSet()] else { return }
    let values = ready.features.map { evidence[$0] }
    for model in 0..<modelCount {
      let estimate = ready.fit.regressions[model].value(at: values[...])
      belief.quality[model] = ready.fit.maps.map { $0[model](estimate) } ?? estimate
      belief.sigma[model] = ready.sigma[model]
    }
    belief.covariance = ready.covariance
    belief.prospect = ready.steps.map { .steps($0) } ?? .normal
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    let sets = fits.sorted { ModelSet.isBefore($0.key, $1.key) }
    return [
      "estimator": .string(estimator),
      "features": .array(features.map { $0.json(models) }),
      "given": .array(sets.map { json($0.key, $0.value.fit, models) }),
    ]
  }

  private func json(_ set: ModelSet, _ fit: Fit, _ models: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("answered", .models(set.models, models)), .init("intercepts", .numbers(fit.regressions.map(\.intercept))),
      .init("coefficients", .array(fit.regressions.map { .numbers($0.coefficients) })),
    ]
    if let maps = fit.maps { members.append(.init("calibration", .array(maps.map(\.json)))) }
    if let steps = fit.steps {
      members.append(.init("steps", .array(steps.own.map { .numbers($0) })))
      members.append(.init("lanes", .array(steps.lanes.map { .numbers($0) })))
    }
    return .object(members + [.init("covariance", fit.covariance.map { .matrix($0, size: modelCount) } ?? .null)])
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    let estimator = try node["estimator"].string()
    let kind = AnsweredSetRegression.named(estimator)
    let count = models.count
    var features: [ScaledFeature] = []
    for feature in try node["features"].elements() { features.append(try ScaledFeature(feature, models: models)) }
    var fits: [ModelSet: Fit] = [:]
    for given in try node["given"].elements() {
      let set = ModelSet(try given["answered"].modelList(of: models))
      let width = features.count { set.isSuperset(of: $0.origin.needs) }
      let intercepts = try given["intercepts"].numbers(count: count)
      var regressions: [any Regression] = []
      for (model, row) in try given["coefficients"].elements(count: count).enumerated() {
        let coefficients = try row.numbers(count: width)
        regressions.append(kind.made(intercepts[model], coefficients))
      }
      let covariance = try given["covariance"].optional?.matrix(size: count)
      let maps = try given["calibration"].optional?.calibrations(count: count)
      let steps = try given["steps"].optional.map { node throws(JSONShapeError) in
        Steps(own: try node.rows(count: count), lanes: try given["lanes"].lanes(count: count))
      }
      fits[set] = Fit(regressions: regressions, maps: maps, covariance: covariance, steps: steps)
    }
    self.init(estimator: estimator, features: features, fits: fits, modelCount: count)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    let given = JSONSchema.object(
      "the fit once these models have run",
      [
        .init("answered", JSONSchema.list(of: JSONSchema.text), "the models that have run"),
        .init("intercepts", JSONSchema.numbers, "one per model"),
        .init(
          "coefficients", JSONSchema.matrix,
          "per model, one per feature that is known then, in the order of `features`"),
        .init(
          "calibration", JSONSchema.list(of: JSONSchema.shared("map")),
          "one per model: the calibration of the regression's value"),
        .init(
          "steps", JSONSchema.matrix,
          "per model, equally likely steps of its estimate at its own run, on log odds for logistic; none where it has run. "
            + "Absent if the steps are assumed to be normal"),
        .init(
          "lanes", JSONSchema.matrix,
          "per model, its estimates on the same train queries, as many as a multiple of 8: from one set to a larger one they "
            + "step together"),
        .init(
          "covariance", JSONSchema.nullable(JSONSchema.matrix),
          "of (final - present estimate), square, row by row, in pool order; null where it is 0"),
      ], optional: ["calibration", "steps", "lanes"])
    return [
      JSONSchema.estimator(
        "logistic", "linear", description: "regressions on features of the query and of the answers seen",
        [
          .init("features", JSONSchema.list(of: JSONSchema.shared("feature"))),
          .init("given", JSONSchema.list(of: given)),
        ])
    ]
  }
}

extension JSONNode {
  /// Lists of numbers.
  fileprivate func rows(count: Int) throws(JSONShapeError) -> [[Double]] {
    var rows: [[Double]] = []
    for row in try elements(count: count) { rows.append(try row.numbers()) }
    return rows
  }

  /// Lists of as many chances each, a multiple of eight.
  fileprivate func lanes(count: Int) throws(JSONShapeError) -> [[Double]] {
    let rows = try rows(count: count)
    let length = rows.first?.count ?? 0
    guard length > 0, length.isMultiple(of: 8), rows.allSatisfy({ $0.count == length }) else {
      throw mismatch("lists of equal length, a multiple of 8")
    }
    return rows
  }
}
