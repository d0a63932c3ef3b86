import Input
import Routing
import Traces

/// The errors of commands; `Diagnostic` puts them into words.
public enum SessionError: Error, Sendable {
  /// A quote is not closed.
  case unclosedQuote(String)
  /// An unknown name: (its kind, the name found).
  case unknown(String, String, known: [String])
  /// A partial name that matches several.
  case ambiguous(String, String, candidates: [String])
  /// The command lacks an argument.
  case missingArgument(String, usage: String)
  /// The command takes no such argument.
  case unexpectedArgument(String, usage: String)
  /// An option stands without its value.
  case missingValue(option: String, expected: String)
  /// A flag was given a value.
  case unexpectedValue(option: String)
  /// An invalid value: its name, what was found, what is allowed.
  case invalidValue(String, found: String, allowed: String)
  /// Something has to be done first; `advice` is a command.
  case notYet(String, advice: String)
  /// The traces are at fault.
  case traces(TraceError)
  /// A file is at fault.
  case input(InputError)
  /// A file is at fault: what was seen in it, and what to do.
  case advised(InputError, seen: String?, advice: String?)
  /// Fitting, tuning or measuring is not possible.
  case routing(RoutingError)
  /// A file cannot be written or read.
  case file(path: String, reason: String)
  /// A file referenced by a state has changed since the state was saved.
  case changed(path: String)
  /// A file exists and `--force` was not given.
  case exists(path: String)
  /// A file may not be written there.
  case forbidden(path: String)
  /// A file does not follow its format.
  case malformed(found: String, expected: String)
  /// A JSON file has an unexpected shape.
  case shape(path: String, JSONShapeError)
  /// An SQL error: the message, advice, and whether it is a syntax error.
  case sql(String, advice: String?, isSyntax: Bool)
  /// A cell of a session file took too long.
  case timeout(seconds: Double)
  /// A shell command exited with that status.
  case shell(status: Int32)
  /// The command is for the prompt only.
  case promptOnly(String)
  /// The command was interrupted.
  case cancelled

  /// Quality estimates are needed but none are fitted.
  static let noQualityEstimator = notYet(
    "no quality estimator is fitted", advice: "fit quality noisy --ante 0.6 --post 0.3")
}

/// An error with its place in the source.
public struct LocatedError: Error, Sendable {
  /// What is wrong.
  public var error: SessionError
  /// The place; `nil` for the command as a whole.
  public var location: SourceLocation?
  /// The number of characters at fault.
  public var length: Int

  init(_ error: SessionError, at location: SourceLocation? = nil, length: Int = 1) {
    self.error = error
    self.location = location
    self.length = length
  }

  init(_ error: SessionError, at word: Word) {
    self.init(error, at: word.location, length: word.length)
  }
}
