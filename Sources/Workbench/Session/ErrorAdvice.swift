import CommandLanguage
import Routing
import Traces

extension TraceError: AdvisedError {
  /// The option or command of croute that helps.
  public var advice: String? {
    switch self {
    case .unknownFormat(_, let known):
      "--format names one of: \(known.joined(separator: ", ")); see: help load"
    case .missingColumn(_, let column, let found):
      Self.advice(on: column, nearest: Suggestion.nearest(to: column, in: found))
    case .invalidNumber: "--clip moves it to the nearest end of the range"
    case .emptyPart: "try: split --train 20% --tune 20%"
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
