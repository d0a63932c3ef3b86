import Input
import Traces

/// Another estimator's calibrated means without the traces, for estimators where an answer informs about its own model
/// only.
struct CalibratedPredictor: QualityPredictor {
  private let base: any QualityPredictor
  /// Per model, the maps of its estimates before and after its run.
  private let before: [Calibration], after: [Calibration]
  private let sigma: [Double]

  init(of base: any QualityPredictor, before: [Calibration], after: [Calibration], sigma: [Double]) {
    self.base = base
    self.before = before
    self.after = after
    self.sigma = sigma
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    try base.start(query, &belief)
    for model in sigma.indices {
      belief.quality[model] = before[model](belief.quality[model])
      belief.sigma[model] = sigma[model]
    }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    try base.observe(model, query, &belief)
    belief.quality[model] = after[model](belief.quality[model])
    belief.sigma[model] = 0
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "calibrated", "of": base.json(models: models), "before": .array(before.map(\.json)),
      "after": .array(after.map(\.json)), "sigma": .numbers(sigma),
    ]
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    base = try Predictors.quality(node["of"], models: models)
    before = try node["before"].calibrations(count: models.count)
    after = try node["after"].calibrations(count: models.count)
    sigma = try node["sigma"].numbers(count: models.count)
  }
}
