import Input
import Mathematics
import Traces

/// Latent difficulty without the traces: curves, priors, and with confidences their calibration.
struct LatentPredictor: QualityPredictor {
  private let beliefs: LatentBelief
  private let priors: LatentPriors
  /// The regression of theta on features, which replaces the group alone; `nil` where there are none.
  private let regression: LatentRegression?
  /// The calibration of confidences to signals; `nil` with a judge.
  private let scales: [CalibratedConfidence.Scale]?

  init(
    beliefs: LatentBelief, priors: LatentPriors, regression: LatentRegression?, scales: [CalibratedConfidence.Scale]?
  ) {
    self.beliefs = beliefs
    self.priors = priors
    self.regression = regression
    self.scales = scales
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    if let regression {
      let values = regression.features.map { $0.value(of: query) }
      beliefs.start(regression.prior(at: values[...]), &belief)
    } else {
      beliefs.start(priors[priors.place(of: query.group)], &belief)
    }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    if let scales {
      beliefs.observe(model, &belief) { scales[$0].signal(query.answers[$0].confidence) }
    } else {
      beliefs.observe(model, truth: try query.answer(\.quality, "quality", of: model), &belief)
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

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
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
}

extension LogisticLine {
  fileprivate init(_ node: JSONNode) throws(JSONShapeError) {
    self.init(intercept: try node["intercept"].number(), slope: try node["slope"].number())
  }
}
