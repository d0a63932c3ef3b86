import Input
import Mathematics
import Traces

/// How estimates are calibrated against outcomes.
public enum CalibrationMethod: String, Sendable, CaseIterable {
  /// A logistic curve (Platt, 1999), with two parameters.
  case platt
  /// Any non-decreasing function; needs more queries.
  case isotonic
}

/// A map from estimates to calibrated ones.
struct Calibration: Sendable {
  private enum Curve {
    /// On the log odds of the estimate.
    case odds(LogisticLine)
    /// On (estimate - `mean`) / `scale`.
    case scaled(LogisticLine, mean: Double, scale: Double)
    case isotonic(IsotonicRegression)
  }

  private let curve: Curve

  /// The map that fits estimates to true qualities; at least one of each.
  ///
  /// Platt scaling works on the log odds where all estimates are probabilities, and is the identity where there is
  /// nothing to learn; estimates outside [0, 1] are used as they are.
  init(_ method: CalibrationMethod, estimates: [Double], truths: [Double]) {
    let ones = truths.map { _ in 1.0 }
    switch method {
    case .isotonic: curve = .isotonic(IsotonicRegression(x: estimates, y: truths))
    case .platt where estimates.allSatisfy((0...1).contains):
      curve = .odds(
        LogisticLine(
          x: estimates.map(Chance.logOdds), successes: truths, trials: ones,
          prior: LogisticLine(intercept: 0, slope: 1),
          ridge: 0.01))
    case .platt:
      let (mean, scale) = (estimates.mean, max(estimates.standardDeviation, 1e-12))
      curve = .scaled(
        LogisticLine(
          x: estimates.map { ($0 - mean) / scale }, successes: truths, trials: ones,
          prior: LogisticLine(intercept: 0, slope: 0), ridge: 0.01), mean: mean, scale: scale)
    }
  }

  /// The map as written in policy files.
  var json: JSONValue {
    switch curve {
    case .odds(let line):
      ["map": "odds", "intercept": .number(line.intercept), "slope": .number(line.slope)]
    case .scaled(let line, let mean, let scale):
      [
        "map": "scaled", "intercept": .number(line.intercept), "slope": .number(line.slope), "mean": .number(mean),
        "scale": .number(scale),
      ]
    case .isotonic(let function): ["map": "isotonic", "x": .numbers(function.x), "y": .numbers(function.y)]
    }
  }

  /// What `json` gives.
  static var schema: JSONValue {
    func map(_ name: String, _ description: String, _ members: [JSONValue.Member]) -> JSONValue {
      JSONSchema.object(description, [.init("map", JSONSchema.constant(name))] + members)
    }
    func numbers(_ names: String...) -> [JSONValue.Member] { names.map { .init($0, JSONSchema.number) } }
    let odds = map(
      "odds", "logistic(slope * log odds + intercept), the estimate kept in [1e-6, 1 - 1e-6]",
      numbers("intercept", "slope"))
    let scaled = map(
      "scaled", "logistic(slope * (estimate - mean) / scale + intercept)",
      numbers("intercept", "slope", "mean", "scale"))
    let points: JSONValue = ["type": "array", "items": JSONSchema.number, "minItems": 1]
    let isotonic = map(
      "isotonic", "linear between the points (x, y), constant beyond the first and the last",
      [.init("x", points), .init("y", points)])
    return ["oneOf": [odds, scaled, isotonic]]
  }

  init(_ node: JSONNode) throws(JSONShapeError) {
    func line() throws(JSONShapeError) -> LogisticLine {
      LogisticLine(intercept: try node["intercept"].number(), slope: try node["slope"].number())
    }
    switch try node["map"].string() {
    case "odds": curve = .odds(try line())
    case "scaled":
      curve = .scaled(try line(), mean: try node["mean"].number(), scale: try node["scale"].number())
    case "isotonic":
      let x = try node["x"].numbers()
      guard !x.isEmpty, zip(x, x.dropFirst()).allSatisfy(<) else { throw node["x"].mismatch("ascending numbers") }
      curve = .isotonic(IsotonicRegression(bendsAt: x, values: try node["y"].numbers(count: x.count)))
    default: throw node["map"].mismatch("odds, scaled or isotonic")
    }
  }

  /// The calibrated estimate.
  func callAsFunction(_ estimate: Double) -> Double {
    switch curve {
    case .odds(let line): line.value(at: Chance.logOdds(of: estimate))
    case .scaled(let line, let mean, let scale): line.value(at: (estimate - mean) / scale)
    case .isotonic(let function): function.value(at: estimate)
    }
  }

  /// The division of the train part for calibration: a fold for each query, as a function of its id.
  ///
  /// An estimator looks too good on the queries it was fitted on, so each query's estimate comes from a fit without its
  /// fold; the tune part stays untouched for the choice of prices.
  static func folds(of data: Dataset) -> [Int] {
    let key = RandomKey(seed: 0, purpose: "calibration folds")
    let draws = data.train.map { key.mixing(data.queryID($0)).bits }
    var folds = draws.map { _ in 0 }
    for (rank, place) in draws.indices.sorted(by: { (draws[$0], $0) < (draws[$1], $1) }).enumerated() {
      folds[place] = rank % foldCount
    }
    return folds
  }

  static let foldCount = 5
}

extension JSONNode {
  /// A list of maps, one per model.
  func calibrations(count: Int) throws(JSONShapeError) -> [Calibration] {
    var maps: [Calibration] = []
    for map in try elements(count: count) { maps.append(try Calibration(map)) }
    return maps
  }
}
