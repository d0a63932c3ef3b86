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
    /// S(A), row-major; `nil` where it is 0.
    var covariance: [Double]?
  }

  /// A fit ready for use.
  private struct Ready: Sendable {
    let fit: Fit
    let features: [Int]
    let sigma: [Double]
    let covariance: Covariance?
  }

  private let estimator: String
  private let features: [ScaledFeature]
  private let fits: [ModelSet: Ready]
  private let modelCount: Int

  init(estimator: String, features: [ScaledFeature], fits: [ModelSet: Fit], modelCount: Int) {
    self.estimator = estimator
    self.features = features
    self.modelCount = modelCount
    var ready: [ModelSet: Ready] = [:]
    for (set, fit) in fits {
      ready[set] = Ready(
        fit: fit, features: features.indices.filter { set.isSuperset(of: features[$0].origin.needs) },
        sigma: (0..<modelCount).map { fit.covariance?[$0 * modelCount + $0].squareRoot() ?? 0 },
        covariance: fit.covariance.map { Covariance(matrix: $0, modelCount: modelCount) })
    }
    self.fits = ready
  }

  /// Every feature that is known, standardised; 0 for the others.
  func evidence(of query: QueryState) throws(ServingError) -> [Double] {
    var answered = ModelSet()
    if fits[answered] == nil { throw .unreachable([]) }
    for (place, model) in query.answered.enumerated() {
      answered.insert(model)
      if fits[answered] == nil { throw .unreachable(Array(query.answered[...place])) }
    }
    return features.map { answered.isSuperset(of: $0.origin.needs) ? $0.value(of: query) : 0 }
  }

  func start(_ evidence: [Double], _ belief: inout Belief) { write(evidence, &belief) }

  func observe(_ model: Int, _ evidence: [Double], _ belief: inout Belief) { write(evidence, &belief) }

  private func write(_ evidence: [Double], _ belief: inout Belief) {
    guard let ready = fits[belief.answeredSet] else { return }
    let values = ready.features.map { evidence[$0] }
    for model in 0..<modelCount {
      let estimate = ready.fit.regressions[model].value(at: values[...])
      belief.quality[model] = ready.fit.maps.map { $0[model](estimate) } ?? estimate
      belief.sigma[model] = ready.sigma[model]
    }
    belief.covariance = ready.covariance
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
    return .object(members + [.init("covariance", fit.covariance.map { .matrix($0, size: modelCount) } ?? .null)])
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    let estimator = try node["estimator"].string()
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
        regressions.append(
          estimator == "logistic"
            ? LogisticRegression(intercept: intercepts[model], coefficients: coefficients)
            : RidgeRegression(intercept: intercepts[model], coefficients: coefficients))
      }
      let covariance = try given["covariance"].optional?.matrix(size: count)
      let maps = try given["calibration"].optional?.calibrations(count: count)
      fits[set] = Fit(regressions: regressions, maps: maps, covariance: covariance)
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
          "covariance", JSONSchema.nullable(JSONSchema.matrix),
          "of (final - present estimate), square, row by row, in pool order; null where it is 0"),
      ], optional: ["calibration"])
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
