import Glibc
import Input
import Mathematics
import Traces

/// The scale on which estimators see a model's confidence, chosen by the range of what was recorded (method, section 7).
///
/// Log-probabilities pile up at 0 and chances at 1, where the difference between sure and very sure is; on these scales they
/// spread.
public enum ConfidenceScale: String, Sendable, CaseIterable {
  /// As recorded.
  case asRecorded = "recorded"
  /// log(1e-6 - s), for log-probabilities: no value exceeds 0.
  case logProbability = "log"
  /// log(s / (1 - s)), s kept 1e-6 away from 0 and 1, for chances: all values lie between 0 and 1.
  case chance = "logit"

  /// The scale for recorded values; missing ones (NaN) do not count.
  public init(of values: some Sequence<Double>) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where !value.isNaN { (low, high) = (min(low, value), max(high, value)) }
    self =
      switch (low, high) {
      case (..<0, ...0): .logProbability
      case (0..., 0...1): .chance
      default: .asRecorded
      }
  }

  /// The scale of the confidences of all models of the pool on all rows; `nil` where none are recorded.
  ///
  /// Of all parts: how a confidence is written is no outcome, and what the train part alone admits may leave out another's.
  public init?(of data: Dataset) {
    guard case .numbers(let values)? = data.traces.outcomeColumn("confidence")?.values else { return nil }
    self.init(
      of: (0..<data.count).lazy.flatMap { row in data.models.indices.lazy.map { values[data.outcome(of: $0, row: row)] }
      })
  }

  /// Whether a confidence is one that this scale was chosen for; a missing one (NaN) is.
  public func admits(_ confidence: Double) -> Bool {
    switch self {
    case .asRecorded: true
    case .logProbability: !(confidence > 0)
    case .chance: !(confidence < 0 || confidence > 1)
    }
  }

  /// The confidences that it admits, in words.
  package var range: String {
    switch self {
    case .asRecorded: "of any size"
    case .logProbability: "of at most 0"
    case .chance: "from 0 to 1"
    }
  }

  /// A confidence on this scale; NaN stays.
  public func callAsFunction(_ confidence: Double) -> Double {
    switch self {
    case .asRecorded: return confidence
    case .logProbability: return confidence.isNaN ? .nan : log(max(1e-6 - confidence, 1e-6))
    case .chance: return confidence.isNaN ? .nan : Chance.logOdds(of: confidence)
    }
  }

  /// What `report` says of it; `nil` where confidences are taken as they are.
  public var sentence: String? {
    switch self {
    case .asRecorded: nil
    case .logProbability: "the confidences s are log-probabilities (none above 0): estimators see log(1e-6 - s)"
    case .chance: "the confidences s are probabilities (all between 0 and 1): estimators see log(s / (1 - s))"
    }
  }
}

extension ConfidenceScale {
  /// As in policy files: the member `read_as`, absent for confidences as recorded.
  var members: [JSONValue.Member] { self == .asRecorded ? [] : [.init("read_as", .string(rawValue))] }

  /// The members that `members` gives.
  static var schema: [JSONValue.Member] {
    [
      .init(
        "read_as", JSONSchema.choice([Self.logProbability.rawValue, Self.chance.rawValue]),
        "how a confidence s is read before anything else: log(1e-6 - s), or log(s / (1 - s)) with s kept 1e-6 away from 0 "
          + "and 1; as it is, if absent")
    ]
  }

  init(_ node: JSONNode) throws(JSONShapeError) {
    guard let text = try node["read_as"].optional?.string() else {
      self = .asRecorded
      return
    }
    guard let scale = Self(rawValue: text) else { throw node["read_as"].mismatch("log or logit") }
    self = scale
  }
}
