import Traces

/// Why something cannot be fitted, tuned or measured.
public enum RoutingError: Error, Equatable, Sendable {
  /// No strategy, estimator or option of that name: (what it should name, what was found, what there is).
  case unknown(String, String, known: [String])
  /// The strategy or estimator needs an argument or parameter; `example` shows one.
  case missingParameter(String, of: String, example: String)
  /// A parameter's value is outside its range.
  case invalidParameter(String, found: String, allowed: String)
  /// A table of estimates lacks queries of the traces.
  case missingEstimates(count: Int, of: Int, example: String)
  /// The method needs something that the traces or estimates do not have; `reason` says what.
  case unsuitable(String, reason: String)
  /// The traces cannot be worked on.
  case traces(TraceError)
  /// The computation was asked to end.
  case cancelled
}
