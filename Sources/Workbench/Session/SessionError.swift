import CommandLanguage
import Traces

/// What can go wrong with a session of croute in particular.
enum SessionError: DescribedError, AdvisedError {
  /// A file that a state refers to is not what it was when the state was saved.
  case changed(path: String)
  /// A JSON file is not of the shape that it should have.
  case shape(path: String, JSONShapeError)
  /// SQL is at fault: what is wrong, what to do instead, and whether it is malformed.
  case sql(String, advice: String?, isSyntax: Bool)

  var description: String {
    switch self {
    case .changed(let path): "\(path) has changed since the state was saved"
    case .shape(let path, let error): "\(path): \(error)"
    case .sql(let message, _, _): message
    }
  }

  var kind: ErrorKind { if case .sql(_, _, true) = self { .usage } else { .failure } }

  var advice: String? {
    switch self {
    case .changed: "--anyway takes it as it is, without the results on it"
    case .shape: nil
    case .sql(_, let advice, _): advice
    }
  }
}

extension CommandError {
  /// What asks for estimates of quality finds none.
  static let noQualityEstimator = notYet(
    "no quality estimator is fitted", advice: "fit quality noisy --ante 0.6 --post 0.3")
}
