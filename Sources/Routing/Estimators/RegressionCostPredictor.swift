import Mathematics
import Traces

/// Cost by ridge regression without the traces: lines on the prompt's length, then on the costs of the answers seen.
struct RegressionCostPredictor: CostPredictor {
  private let length: Standardisation
  private let ante: [RidgeRegression]
  private let given: [ModelSet: CostLines]

  init(length: Standardisation, ante: [RidgeRegression], given: [ModelSet: CostLines]) {
    self.length = length
    self.ante = ante
    self.given = given
  }

  func start(_ query: NewQuery, _ belief: inout Belief) throws(ServingError) {
    let scaled = length(EvidenceOrigin.length.value(of: query))
    for model in ante.indices { belief.cost[model] = ante[model].value(at: [scaled]) }
  }

  func observe(_ model: Int, _ query: NewQuery, _ belief: inout Belief) throws(ServingError) {
    let cost = try query.answer(\.cost, "cost", of: model)
    guard let lines = given[belief.answeredSet] else { throw .unreachable(belief.answered) }
    lines.write(&belief) { query.answers[$0].cost }
    belief.cost[model] = cost
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    let sets = given.keys.sorted(by: ModelSet.isBefore)
    return [
      "estimator": "regression", "length": ["mean": .number(length.mean), "scale": .number(length.scale)],
      "ante": .array(
        ante.map { ["intercept": .number($0.intercept), "slope": .number($0.coefficients[0])] }),
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
    length = Standardisation(mean: try node["length"]["mean"].number(), scale: try node["length"]["scale"].number())
    ante = try node["ante"].lines(count: models.count).map {
      RidgeRegression(intercept: $0.intercept, coefficients: [$0.slope])
    }
    var given: [ModelSet: CostLines] = [:]
    for lines in try node["given"].elements() {
      given[ModelSet(try lines["answered"].modelList(of: models))] = CostLines(
        intercepts: try lines["intercepts"].numbers(count: models.count),
        slopes: try lines["slopes"].matrix(size: models.count))
    }
    self.given = given
  }
}
