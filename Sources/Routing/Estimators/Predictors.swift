import Input
import Traces

/// The estimators that policy files support.
enum Predictors {
  /// The quality estimator described by a part of a policy file.
  static func quality(_ node: JSONNode, models: [String]) throws(JSONShapeError) -> any QualityPredictor {
    switch try node["estimator"].string() {
    case "constant": try ConstantPredictor(node, models: models)
    case "noisy": try PairedPredictor(node, models: models, hasLines: true)
    case "table": try PairedPredictor(node, models: models, hasLines: false)
    case "logistic": try AnsweredSetPredictor(node, models: models, estimator: "logistic")
    case "linear": try AnsweredSetPredictor(node, models: models, estimator: "linear")
    case "irt": try LatentPredictor(node, models: models)
    case "oracle-after": try JudgedPredictor(node, models: models)
    case "calibrated": try CalibratedPredictor(node, models: models)
    default:
      throw node["estimator"].mismatch("constant, noisy, table, logistic, linear, irt, oracle-after or calibrated")
    }
  }

  /// The cost estimator described by a part of a policy file.
  static func cost(_ node: JSONNode, models: [String]) throws(JSONShapeError) -> any CostPredictor {
    switch try node["estimator"].string() {
    case "constant": try ConstantCostPredictor(node, models: models)
    case "noisy": try PairedCostPredictor(node, models: models, hasLines: true)
    case "table": try PairedCostPredictor(node, models: models, hasLines: false)
    case "tokens": try TokenCostPredictor(node, models: models)
    case "regression": try RegressionCostPredictor(node, models: models)
    default: throw node["estimator"].mismatch("constant, noisy, table, tokens or regression")
    }
  }
}
