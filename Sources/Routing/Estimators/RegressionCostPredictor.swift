import Input
import Mathematics
import Traces

/// Cost by ridge regression without the traces: on features of the query, then on observed costs.
struct RegressionCostPredictor: CostPredictor {
  private let features: [ScaledFeature]
  private let exAnte: [RidgeRegression]
  private let given: [ModelSet: CostLines]

  init(features: [ScaledFeature], exAnte: [RidgeRegression], given: [ModelSet: CostLines]) {
    self.features = features
    self.exAnte = exAnte
    self.given = given
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    let values = features.map { $0.value(of: query) }
    for model in exAnte.indices { belief.cost[model] = exAnte[model].value(at: values[...]) }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    let cost = try query.answer(\.cost, "cost", of: model)
    guard let lines = given[belief.answeredSet] else { throw .unreachable(belief.answered) }
    lines.write(&belief) { query.answers[$0].cost }
    belief.cost[model] = cost
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    let sets = given.keys.sorted(by: ModelSet.isBefore)
    return [
      "estimator": "regression", "features": .array(features.map { $0.json(models) }),
      "ante": .array(
        exAnte.map { ["intercept": .number($0.intercept), "coefficients": .numbers($0.coefficients)] }),
      "given": .array(
        sets.map { set in
          let lines = given[set]!
          return [
            "answered": .models(set.models, models), "intercepts": .numbers(lines.intercepts),
            "slopes": .matrix(lines.slopes, size: models.count),
          ]
        }),
    ]
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    var features: [ScaledFeature] = []
    for feature in try node["features"].elements() { features.append(try ScaledFeature(feature, models: models)) }
    self.features = features
    var exAnte: [RidgeRegression] = []
    for line in try node["ante"].elements(count: models.count) {
      exAnte.append(
        RidgeRegression(
          intercept: try line["intercept"].number(),
          coefficients: try line["coefficients"].numbers(count: features.count)))
    }
    self.exAnte = exAnte
    var given: [ModelSet: CostLines] = [:]
    for lines in try node["given"].elements() {
      given[ModelSet(try lines["answered"].modelList(of: models))] = CostLines(
        intercepts: try lines["intercepts"].numbers(count: models.count),
        slopes: try lines["slopes"].matrix(size: models.count))
    }
    self.given = given
  }
}
