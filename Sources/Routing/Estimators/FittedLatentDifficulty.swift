import Input
import Mathematics
import Traces

/// Latent difficulty: curves, priors, and with confidences their calibration.
struct FittedLatentDifficulty: FittedEstimator {
  private let beliefs: LatentBelief
  private let priors: LatentPriors
  /// The regression of theta on features, which replaces the group alone; `nil` where there are none.
  private let regression: LatentRegression?
  /// The calibration of confidences to signals; `nil` with a judge.
  private let scales: [CalibratedConfidence.Scale]?

  /// The weights of the nodes before any run, and per model what its run shows: its signal, or with a judge the truth.
  struct Evidence: Sendable {
    var prior: [SIMD8<Double>]
    var shown: [Double]
  }

  init(
    beliefs: LatentBelief, priors: LatentPriors, regression: LatentRegression?, scales: [CalibratedConfidence.Scale]?
  ) {
    self.beliefs = beliefs
    self.priors = priors
    self.regression = regression
    self.scales = scales
  }

  static var readsAnswers: Bool { false }

  var confidenceScale: ConfidenceScale? { scales?.first?.readAs }

  func columns(takesAnswers: Bool) -> Set<String> {
    let own =
      regression?.features.map(\.origin.column) ?? (priors.weights.contains { $0.group != nil } ? ["group"] : [])
    return Set(own + (takesAnswers && scales != nil ? ["confidence"] : []))
  }

  func evidence(of query: QueryState) throws(ServingError) -> Evidence {
    let prior: [SIMD8<Double>]
    if let regression {
      let values = regression.features.map { $0.value(of: query) }
      prior = regression.prior(at: values[...])
    } else {
      prior = priors[priors.place(of: query.group)]
    }
    var shown = [Double](repeating: .nan, count: query.estimates.count)
    for model in query.answered {
      shown[model] =
        if let scales {
          scales[model].signal(query.answers[model].confidence)
        } else {
          try query.answer(\.quality, "quality", of: model)
        }
    }
    return Evidence(prior: prior, shown: shown)
  }

  func start(_ evidence: Evidence, _ belief: inout Belief) { beliefs.start(evidence.prior, &belief) }

  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief) {
    if scales != nil {
      beliefs.observe(model, &belief) { evidence.shown[$0] }
    } else {
      beliefs.observe(model, truth: evidence.shown[model], &belief)
    }
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("estimator", "irt"), .init("judge", .bool(scales == nil)),
      .init(
        "curves",
        .array(beliefs.lines.map { ["intercept": .number($0.intercept), "slope": .number($0.slope)] })),
    ]
    if let scales, let law = beliefs.law {
      let confidence = scales.indices.map { model -> JSONValue in
        .object(
          scales[model].readAs.members + [
            .init("mean", .number(scales[model].standardisation.mean)),
            .init("scale", .number(scales[model].standardisation.scale)),
            .init("intercept", .number(scales[model].curve.intercept)),
            .init("slope", .number(scales[model].curve.slope)), .init("rate", .number(law.models[model].rate)),
            .init("signals", .numbers(law.models[model].signals)),
          ])
      }
      members.append(.init("confidence", .array(confidence)))
    }
    let priors = priors.weights.map { prior -> JSONValue in
      ["group": prior.group.map { .string($0) } ?? .null, "weights": .numbers(prior.nodes)]
    }
    if let regression { members.append(.init("ease", regression.json(models))) }
    return .object(members + [.init("priors", .array(priors))])
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    var curves: [LogisticLine] = []
    for curve in try node["curves"].elements(count: models.count) { curves.append(try LogisticLine(curve)) }
    var scales: [CalibratedConfidence.Scale] = []
    var laws: [(rate: Double, signals: [Double])] = []
    let isJudged = try node["judge"].bool()
    for model in isJudged ? [] : try node["confidence"].elements(count: models.count) {
      scales.append(
        CalibratedConfidence.Scale(
          readAs: try ConfidenceScale(model),
          standardisation: Standardisation(mean: try model["mean"].number(), scale: try model["scale"].number()),
          curve: try LogisticLine(model)))
      laws.append((try model["rate"].number(), try model["signals"].numbers()))
    }
    var byGroup: [String?: [Double]] = [:]
    for prior in try node["priors"].elements() {
      byGroup[try prior["group"].optional?.string()] = try prior["weights"].numbers(
        count: LatentDifficulty.nodes.count)
    }
    var regression: LatentRegression?
    if let ease = node["ease"].optional { regression = try LatentRegression(ease, models: models) }
    self.init(
      beliefs: LatentBelief(curves: curves, law: isJudged ? nil : SignalModel(laws)), priors: LatentPriors(byGroup),
      regression: regression,
      scales: isJudged ? nil : scales)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    let number = JSONSchema.number
    let confidence = JSONSchema.object(
      "a model's confidence as a probability: logistic(slope * (confidence - mean) / scale + "
        + "intercept), kept in [0.001, 0.999]",
      ConfidenceScale.schema + ["mean", "scale", "intercept", "slope"].map { .init($0, number) } + [
        .init(
          "rate", ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1], "the share of right answers"),
        .init("signals", JSONSchema.numbers, "common probabilities in descending order, all of equal weight"),
      ], optional: ["read_as"])
    let prior = JSONSchema.object(
      "where queries of a group start",
      [
        .init("group", ["type": ["string", "null"]]),
        .init(
          "weights", JSONSchema.list(of: JSONSchema.nonNegative, count: LatentDifficulty.nodes.count),
          "of the nodes of theta; they sum to 1"),
      ])
    return [
      JSONSchema.estimator(
        "irt",
        description:
          "latent difficulty: P(right) = logistic(slope * theta + intercept), theta on 41 nodes from -4 to 4",
        [
          .init("judge", JSONSchema.truth, "whether the quality of an answer is known once the model has run"),
          .init("curves", JSONSchema.list(of: JSONSchema.shared("line")), "one per model"),
          .init("confidence", JSONSchema.list(of: confidence), "without a judge: one per model"),
          .init("ease", LatentRegression.schema), .init("priors", JSONSchema.list(of: prior)),
        ], optional: ["confidence", "ease"])
    ]
  }
}

extension LogisticLine {
  fileprivate init(_ node: JSONNode) throws(JSONShapeError) {
    self.init(intercept: try node["intercept"].number(), slope: try node["slope"].number())
  }
}
