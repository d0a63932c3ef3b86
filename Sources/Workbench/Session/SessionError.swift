import CommandLanguage
import Input
import Traces

/// What can go wrong with a session of croute in particular.
package enum SessionError: DescribedError, AdvisedError {
  /// A file referenced by a state has changed since the state was saved.
  case changed(path: String)
  /// A JSON file has an unexpected shape.
  case shape(path: String, JSONShapeError)
  /// An SQL error: the message, advice, and whether it is a syntax error.
  case sql(String, advice: String?, isSyntax: Bool)

  package var description: String {
    switch self {
    case .changed(let path): "\(path) has changed since the state was saved"
    case .shape(let path, let error): "\(path): \(error)"
    case .sql(let message, _, _): message
    }
  }

  package var kind: ErrorKind { if case .sql(_, _, true) = self { .usage } else { .failure } }

  package var advice: String? {
    switch self {
    case .changed: "--anyway loads it, without the results based on it"
    case .shape: nil
    case .sql(_, let advice, _): advice
    }
  }
}
