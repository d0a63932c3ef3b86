import Input
import Routing
import Traces

/// What can go wrong with a command, as facts; `Diagnostic` turns them into words.
public enum SessionError: Error, Sendable {
  /// A quote is opened and never closed.
  case unclosedQuote(String)
  /// A name that is none of the known ones: (what it should name, what was found).
  case unknown(String, String, known: [String])
  /// A part of a name that fits several.
  case ambiguous(String, String, candidates: [String])
  /// The command lacks an argument.
  case missingArgument(String, usage: String)
  /// The command takes no such argument.
  case unexpectedArgument(String, usage: String)
  /// An option stands without its value.
  case missingValue(option: String, expected: String)
  /// A flag was given a value.
  case unexpectedValue(option: String)
  /// A value is not of its kind: what it is for, what was found, what is allowed.
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
  /// A file that a state refers to is not what it was when the state was saved.
  case changed(path: String)
  /// A file exists and `--force` was not given.
  case exists(path: String)
  /// A file may not be written there.
  case forbidden(path: String)
  /// A file is not what its format asks for.
  case malformed(found: String, expected: String)
  /// A JSON file is not of the shape that it should have.
  case shape(path: String, JSONShapeError)
  /// SQL is at fault: what is wrong, what to do instead, and whether it is malformed.
  case sql(String, advice: String?, isSyntax: Bool)
  /// A cell of a session file took too long.
  case timeout(seconds: Double)
  /// A shell command ended with that status.
  case shell(status: Int32)
  /// The command is for the prompt only.
  case promptOnly(String)
  /// The command was interrupted.
  case cancelled

  /// What asks for estimates of quality finds none.
  static let noQualityEstimator = notYet(
    "no quality estimator is fitted", advice: "fit quality noisy --ante 0.6 --post 0.3")
}

/// An error and where in the source it is.
public struct LocatedError: Error, Sendable {
  /// What is wrong.
  public var error: SessionError
  /// Where; `nil` where the error is the command's as a whole.
  public var location: SourceLocation?
  /// How many characters are at fault.
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
