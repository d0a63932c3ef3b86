import CommandLanguage
import Input
import Routing
import Traces

extension InputError: AdvisedError {
  /// The option or command of croute that helps.
  public var advice: String? {
    switch self {
    case .foreign(_, _, let command): "in a shell, this makes a file that loads: \(command)"
    case .unknownFormat(_, let known):
      "--format names one of: \(known.joined(separator: ", ")); see: help load"
    case .missingColumn(_, let column, let found):
      Self.advice(on: column, nearest: Suggestion.nearest(to: column, in: found))
    case .invalidNumber: "see: help load, --scale and --clip"
    default: nil
    }
  }

  private static func advice(on column: String, nearest: String?) -> String? {
    if ["query_id", "model", "quality", "cost"].contains(column) {
      return "--map \(column)=\(nearest ?? "NAME") names it"
    }
    return nearest.map { "did you mean '\($0)'?" }
  }
}

extension TraceError: AdvisedError {
  /// The command of croute that helps.
  public var advice: String? {
    switch self {
    case .emptyPool: "try: pool all"
    case .emptyPart(part: _, isStandard: true): "load more queries, or change the split"
    case .emptyPart: "try: split --train 20% --tune 20%"
    default: nil
    }
  }
}

/// A file that does not load: what was seen in it, and the command that makes it load.
struct LoadError: DescribedError, AdvisedError {
  let error: InputError
  let seen: String?
  let command: String?

  var description: String {
    guard let seen else { return error.description }
    // What the file lacks is said by what was seen in it.
    if case .missingColumn(let path, let column, _) = error { return "\(path) has no column '\(column)'; \(seen)" }
    return "\(error); \(seen)"
  }

  var kind: ErrorKind { error.kind }

  var advice: String? {
    if let command { return command }
    // The general hint does not lead on where nothing was found that makes the file load.
    switch error {
    case .missingColumn, .invalidNumber: return nil
    default: return error.advice
    }
  }
}

extension RoutingError: AdvisedError {
  /// An example of what is missing.
  public var advice: String? {
    switch self {
    case .missingParameter(_, _, let example): "for example: \(example)"
    case .traces(let error): error.advice
    default: nil
    }
  }
}
