import Traces

/// The reasons why something cannot be fitted, tuned or measured.
public enum RoutingError: Error, Equatable, Sendable {
  /// No strategy, estimator or option of that name: (kind, name found, known names).
  case unknown(String, String, known: [String])
  /// A required argument or parameter is missing; `example` shows one.
  case missingParameter(String, of: String, example: String)
  /// A parameter's value is outside its range.
  case invalidParameter(String, found: String, allowed: String)
  /// A table of estimates lacks queries of the traces.
  case missingEstimates(count: Int, of: Int, example: String)
  /// The method needs something that the traces or estimates lack; `reason` says what.
  case unsuitable(String, reason: String)
  /// The traces are not usable.
  case traces(TraceError)
  /// The computation was cancelled.
  case cancelled
}
