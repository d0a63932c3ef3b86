import Input
import Traces

/// The estimators of one target by name: what `fit` makes, and what policy files hold.
public struct EstimatorTable<Estimator: Sendable>: Sendable {
  /// In the order of help.
  public let kinds: [EstimatorKind<Estimator>]
  /// What they estimate.
  public let target: EstimateTarget
  /// What policy files hold beside the estimators of the table: estimators around others.
  private let wrappers: [(name: String, fitted: any FittedEstimator.Type)]

  /// Creates a table of estimators.
  public init(_ kinds: [EstimatorKind<Estimator>], of target: EstimateTarget) {
    self.init(kinds, of: target, wrappers: [])
  }

  init(
    _ kinds: [EstimatorKind<Estimator>], of target: EstimateTarget,
    wrappers: [(name: String, fitted: any FittedEstimator.Type)]
  ) {
    self.kinds = kinds
    self.target = target
    self.wrappers = wrappers
  }

  /// This table with another estimator.
  public func adding(_ kind: EstimatorKind<Estimator>) -> EstimatorTable {
    EstimatorTable(kinds + [kind], of: target, wrappers: wrappers)
  }

  /// The estimator that the arguments describe.
  ///
  /// - Throws: `RoutingError.unknown`, `missingParameter`, `invalidParameter`.
  public func estimator(_ arguments: EstimatorArguments) throws(RoutingError) -> Estimator {
    guard let kind = kinds.first(where: { $0.name == arguments.estimator }) else {
      throw .unknown("estimator", arguments.estimator, known: kinds.map(\.name))
    }
    let known = kind.parameters.map { "--" + $0.name }
    for (name, value) in arguments.values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = kind.parameters.first(where: { $0.name == name }) else {
        throw .unknown("option of \(kind.name)", "--" + name, known: known)
      }
      if case .choice(let choices) = parameter.kind, !choices.contains(value) {
        throw .invalidParameter("--" + name, found: value, allowed: choices.joined(separator: " or "))
      }
    }
    return try kind.make(arguments)
  }

  /// The fitted estimator that a part of a policy file describes.
  ///
  /// - Throws: `JSONShapeError` with the place that is not as it should be.
  public func fitted(_ node: JSONNode, models: [String]) throws(JSONShapeError) -> any FittedEstimator {
    let name = try node["estimator"].string()
    guard let type = types.first(where: { $0.name == name })?.fitted else {
      let names = types.map(\.name)
      throw node["estimator"].mismatch(names.dropLast().joined(separator: ", ") + " or " + (names.last ?? ""))
    }
    return try type.init(node, models: models, of: target)
  }

  /// The JSON Schema of this part of policy files.
  var schema: JSONValue {
    var seen: Set<ObjectIdentifier> = []
    return [
      "oneOf": .array(
        types.filter { seen.insert(ObjectIdentifier($0.fitted)).inserted }.flatMap { $0.fitted.schemas(of: target) })
    ]
  }

  private var types: [(name: String, fitted: any FittedEstimator.Type)] {
    kinds.compactMap { kind in kind.fitted.map { (kind.name, $0) } } + wrappers
  }
}
