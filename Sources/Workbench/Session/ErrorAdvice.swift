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
      Suggestion.nearest(to: column, in: found).map { "did you mean '\($0)'?" }
    // Of scores only: costs, prices and features have no scale.
    case .invalidNumber(_, _, _, _, let allowed) where !allowed.hasSuffix(" 1e100"):
      "--scale LOW..HIGH says which scale scores are on; --clip moves those just outside of it to its nearest end"
    default: nil
    }
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

/// A file that does not load, or does not join: what was seen in it, and what makes it do so.
package struct LoadError: DescribedError, AdvisedError {
  package let error: InputError
  package let seen: String?
  package let command: String?

  package init(error: InputError, seen: String?, command: String?) {
    self.error = error
    self.seen = seen
    self.command = command
  }

  package var description: String {
    guard let seen else { return error.description }
    // What the file lacks is said by what was seen in it.
    if case .missingColumn(let path, let column, _) = error { return "\(path) has no column '\(column)'; \(seen)" }
    return "\(error); \(seen)"
  }

  package var kind: ErrorKind { error.kind }

  package var advice: String? {
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
