import Input
import Mathematics
import Traces

/// A feature and its scale in regressions, the same for rows of traces and for new queries.
struct ScaledFeature: Sendable {
  var origin: AnsweredSetOrigin
  var scale: Standardisation

  /// The value for a new query.
  func value(of query: QueryState) -> Double { scale(origin.value(of: query)) }
}

extension ScaledFeature {
  /// Features of queries, numbers on one scale over the train part, and their values on the rows of `data`.
  ///
  /// - Parameter keepsGroups: whether groups stay 0 and 1, so that a penalty is relative to their number of queries.
  static func columns(
    of features: [QueryFeatures.Feature], _ data: Dataset, keepsGroups: Bool = false
  ) -> (features: [ScaledFeature], design: DesignMatrix) {
    let scaled = features.map { feature in
      ScaledFeature(
        origin: AnsweredSetOrigin(feature),
        scale: keepsGroups && feature.family == .group
          ? Standardisation(mean: 0, scale: 1)
          : Standardisation(of: data.train.lazy.map { feature.values[$0] }))
    }
    let values = (0..<data.count).flatMap { row in zip(features, scaled).map { $1.scale($0.values[row]) } }
    return (scaled, DesignMatrix(values: values, width: features.count, rowCount: data.count))
  }

  /// What `json` gives.
  static var schema: JSONValue {
    JSONSchema.object(
      "a feature, standardised to (value - mean) / scale; a missing value counts as the mean",
      AnsweredSetOrigin.schema + [.init("mean", JSONSchema.number), .init("scale", JSONSchema.number)],
      optional: Set(AnsweredSetOrigin.schema.map(\.key)).subtracting(["of"]))
  }

  /// As written in a policy file.
  func json(_ models: [String]) -> JSONValue {
    .object(origin.members(models) + [.init("mean", .number(scale.mean)), .init("scale", .number(scale.scale))])
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    self.init(
      origin: try AnsweredSetOrigin(node, models: models),
      scale: Standardisation(mean: try node["mean"].number(), scale: try node["scale"].number()))
  }
}
