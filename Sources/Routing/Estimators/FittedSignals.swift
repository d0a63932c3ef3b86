import Input
import Mathematics
import Traces

/// Two numbers per model of one query: the estimate before the model's own run and the one after; NaN where it has not
/// run.
struct PairedEvidence: Sendable {
  var exAnte: [Double]
  var postHoc: [Double]

  init(modelCount: Int) {
    exAnte = [Double](repeating: .nan, count: modelCount)
    postHoc = exAnte
  }

  /// Writes the estimates before any run; `sigma` is `nil` for costs.
  func start(_ belief: inout Belief, sigma: [Double]?) {
    guard let sigma else {
      belief.cost = exAnte
      return
    }
    belief.quality = exAnte
    belief.sigma = sigma
  }

  /// Writes the estimate after the run of `model`.
  func observe(_ model: Int, _ belief: inout Belief, isQuality: Bool) {
    guard isQuality else {
      belief.cost[model] = postHoc[model]
      return
    }
    belief.quality[model] = postHoc[model]
    belief.sigma[model] = 0
  }
}

/// The regressions that turn signals into estimates: per model one line before its run and one after.
struct PairedLines: Sendable {
  let exAnte: [LeastSquaresLine]
  let postHoc: [LeastSquaresLine]
}

/// `noisy` and `table`: estimates that come with the query, one before a model's own run and one after.
///
/// For `noisy`, signals come with the query, and the fitted lines turn them into estimates.
struct FittedSignals: FittedEstimator {
  /// The lines for signals; `nil` where estimates come with the query.
  let lines: PairedLines?
  /// Per model, the regression on both estimates, where they are fused.
  let planes: [LeastSquaresPlane]?
  /// Per model, the deviation of the step between both estimates; `nil` for costs.
  let sigma: [Double]?

  init(lines: PairedLines?, planes: [LeastSquaresPlane]? = nil, sigma: [Double]?) {
    self.lines = lines
    self.planes = planes
    self.sigma = sigma
  }

  func evidence(of query: QueryState) throws(ServingError) -> PairedEvidence {
    let isQuality = sigma != nil
    var evidence = PairedEvidence(modelCount: query.estimates.count)
    for model in query.estimates.indices {
      let signal =
        isQuality
        ? try query.estimate(\.exAnte, "ante", of: model) : try query.estimate(\.costExAnte, "cost_ante", of: model)
      evidence.exAnte[model] = lines.map { $0.exAnte[model].value(at: signal) } ?? signal
    }
    for model in query.answered {
      let signal =
        isQuality
        ? try query.estimate(\.postHoc, "post", of: model) : try query.estimate(\.costPostHoc, "cost_post", of: model)
      let later = lines.map { $0.postHoc[model].value(at: signal) } ?? signal
      evidence.postHoc[model] = planes?[model].value(evidence.exAnte[model], later) ?? later
    }
    return evidence
  }

  func start(_ evidence: PairedEvidence, _ belief: inout Belief) { evidence.start(&belief, sigma: sigma) }

  func observe(_ model: Int, _ evidence: PairedEvidence, _ belief: inout Belief) {
    evidence.observe(model, &belief, isQuality: sigma != nil)
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [.init("estimator", lines == nil ? "table" : "noisy")]
    if let lines {
      members += [.init("ante", .array(lines.exAnte.map(\.json))), .init("post", .array(lines.postHoc.map(\.json)))]
    }
    if let planes {
      let fused = planes.map { plane -> JSONValue in
        ["intercept": .number(plane.intercept), "ante": .number(plane.slopes.x), "post": .number(plane.slopes.y)]
      }
      members.append(.init("fused", .array(fused)))
    }
    return .object(members + (sigma.map { [.init("sigma", .numbers($0))] } ?? []))
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    lines =
      try node["estimator"].string() == "noisy"
      ? PairedLines(
        exAnte: try node["ante"].lines(count: models.count), postHoc: try node["post"].lines(count: models.count))
      : nil
    sigma = target == .quality ? try node["sigma"].numbers(count: models.count) : nil
    guard target == .quality, let fused = node["fused"].optional else {
      planes = nil
      return
    }
    var planes: [LeastSquaresPlane] = []
    for plane in try fused.elements(count: models.count) {
      planes.append(
        LeastSquaresPlane(
          intercept: try plane["intercept"].number(),
          slopes: SIMD2(try plane["ante"].number(), try plane["post"].number())))
    }
    self.planes = planes
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    let lines = JSONSchema.list(of: JSONSchema.shared("line"))
    let plane = JSONSchema.object(
      "quality = intercept + ante * (estimate before) + post * (estimate after)",
      ["intercept", "ante", "post"].map { .init($0, JSONSchema.number) })
    let ofQuality: [JSONValue.Member] =
      target == .cost
      ? []
      : [
        .init("fused", JSONSchema.list(of: plane), "per model: the regression on both estimates once it has run"),
        .init(
          "sigma", JSONSchema.list(of: JSONSchema.nonNegative),
          "per model: the standard deviation of (post - ante) estimates"),
      ]
    return [
      JSONSchema.estimator(
        "noisy", description: "signals that come with the query, turned into estimates by regression",
        [
          .init("ante", lines, "per model: turns the signal before its run into an estimate"),
          .init("post", lines, "per model: turns the signal after its run into an estimate"),
        ] + ofQuality, optional: ["fused"]),
      JSONSchema.estimator(
        "table", description: "estimates that come with the query", ofQuality, optional: ["fused"]),
    ]
  }
}

extension LeastSquaresLine {
  var json: JSONValue { ["intercept": .number(intercept), "slope": .number(slope)] }

  /// Shared by all that are made of lines.
  static var schema: JSONValue {
    JSONSchema.object(
      "a straight line, or the argument of a logistic curve",
      [.init("intercept", JSONSchema.number), .init("slope", JSONSchema.number)])
  }
}

extension JSONNode {
  /// A list of straight lines.
  func lines(count: Int) throws(JSONShapeError) -> [LeastSquaresLine] {
    var lines: [LeastSquaresLine] = []
    for line in try elements(count: count) {
      lines.append(
        LeastSquaresLine(intercept: try line["intercept"].number(), slope: try line["slope"].number()))
    }
    return lines
  }
}
