import Input
import Traces

/// `ConstantEstimator` without its traces.
struct ConstantPredictor: QualityPredictor {
  let means: [Double]

  init(means: [Double]) { self.means = means }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    means = try node["means"].numbers(count: models.count)
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    for model in means.indices {
      belief.quality[model] = means[model]
      belief.sigma[model] = 0
    }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    belief.quality[model] = means[model]
  }

  func json(models: [String]) -> JSONValue { ["estimator": "constant", "means": .numbers(means)] }
}

/// The same mean costs for every query.
struct ConstantCostPredictor: CostPredictor {
  let means: [Double]

  init(means: [Double]) { self.means = means }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    means = try node["means"].numbers(count: models.count)
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    for model in means.indices { belief.cost[model] = means[model] }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {}

  func json(models: [String]) -> JSONValue { ["estimator": "constant", "means": .numbers(means)] }
}
