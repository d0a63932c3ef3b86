import Input
import Traces

/// The reasons why something cannot be fitted, tuned or measured.
public enum RoutingError: DescribedError, Equatable {
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

extension RoutingError {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .unknown(let what, let found, let known): UnknownName(what, found, known: known).description
    case .missingParameter(let name, let what, _): "\(what) needs \(name)"
    case .invalidParameter(let name, let found, let allowed): "\(name) is '\(found)', expected \(allowed)"
    case .missingEstimates(let count, let total, let example):
      "the estimates lack \(count.grouped) of \(total.grouped) \(total == 1 ? "query" : "queries"), for example '\(example)'"
    case .unsuitable(let what, let reason): "\(what): \(reason)"
    case .traces(let error): error.description
    case .cancelled: "interrupted"
    }
  }

  /// What the error means for the program.
  public var kind: ErrorKind {
    switch self {
    case .missingParameter, .invalidParameter: .usage
    case .traces(let error): error.kind
    case .cancelled: .interruption
    default: .failure
    }
  }

  /// The name that is not known; `nil` where that is not what is wrong.
  public var unknownName: UnknownName? {
    switch self {
    case .unknown(let what, let found, let known): UnknownName(what, found, known: known)
    case .traces(let error): error.unknownName
    default: nil
    }
  }
}
