import Input
import Mathematics
import Traces

extension DeployedPolicy {
  /// The JSON Schema of policy files, made of what the estimators say of themselves.
  public static func schema(methods: Methods = .standard) -> JSONValue {
    let models: JSONValue = [
      "type": "array", "items": ["type": "string", "minLength": 1], "minItems": 1, "uniqueItems": true,
    ]
    func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items, "minItems": 1] }
    let members: [JSONValue.Member] = [
      .init("format", JSONSchema.constant(format)),
      .init(
        "version", ["enum": .array((1...version).map { .integer($0) })],
        "of this format: 2 with a cap, 1 without; files of a later version are refused"),
      .init("croute", JSONSchema.text, "the version of the program that wrote it"),
      .init(
        "strategy", ["type": "string", "minLength": 1], "the strategy and its options, spelled as in `run`"),
      .init("models", models, "the pool, in ascending mean train cost"),
      .init("cost_unit", JSONSchema.choice(CostUnit.allCases.map(\.rawValue)), "the unit of costs"),
      .init(
        "gamma", ["type": "number", "minimum": 0, "maximum": 1],
        "the share of queries for which the high-cost rule decides among equal trade-offs"),
      .init(
        "seed", ["oneOf": [["type": "integer", "minimum": 0], ["type": "string", "pattern": "^[0-9]+$"]]],
        "seed of each query's draw between the tie rules; a string from 2^53 on"),
      .init("quality", JSONSchema.shared("quality")), .init("cost", JSONSchema.shared("cost")),
      .init("budget", ["type": ["number", "null"]], "the bound on the expected cost per query for which it was tuned"),
      .init("cap", ["type": "number", "exclusiveMinimum": 0], "the most that a single query may cost"),
      .init("guarantee", JSONSchema.text, "what is guaranteed of the policy, in words"),
      .init(
        "lambdas", list(JSONSchema.number),
        "the price (quality per unit of cost) at each step; the last applies to all later steps"),
      .init(
        "thresholds", list(["type": ["number", "null"]]),
        "the estimate of the last answer at which to stop, after 1, 2, .. models; null for pairs without one"),
      .init(
        "runs", ["type": "array", "items": JSONSchema.text, "minItems": 1, "maxItems": 2],
        "single, mix: the models of the low-cost and of the high-cost rule; pairs: the first and the "
          + "second model"),
    ]
    let shape = JSONSchema.object(
      nil, members, optional: ["budget", "cap", "guarantee", "lambdas", "thresholds", "runs"])
    guard case .object(let parts) = shape else { return shape }
    let definitions: JSONValue = [
      "map": Calibration.schema, "line": LeastSquaresLine.schema, "quality": methods.quality.schema,
      "cost": methods.cost.schema, "feature": ScaledFeature.schema,
    ]
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("title", "croute policy"),
        .init(
          "description",
          .string(
            "A tuned strategy without its traces, written by `policy` and applied by `croute decide "
              + "--policy`. Lists per model are in the order of `models`.")),
      ] + parts + [.init("$defs", definitions)])
  }
}
