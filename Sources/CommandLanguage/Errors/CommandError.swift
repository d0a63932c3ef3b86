import Display
import Input

/// What can go wrong with a command before, or apart from, what it computes.
public enum CommandError: DescribedError, AdvisedError {
  /// A quote is not closed.
  case unclosedQuote(String)
  /// An unknown name: (its kind, the name found).
  case unknown(String, String, known: [String], isUsage: Bool = false)
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
  /// Arguments or options that do not go together.
  case misuse(String)
  /// Something has to be done first; `advice` is a command.
  case notYet(String, advice: String)
  /// A file cannot be written or read.
  case file(path: String, reason: String)
  /// A file exists and `--force` was not given.
  case exists(path: String)
  /// A file may not be read or written by these commands.
  case forbidden(path: String, FileAccess.Refusal)
  /// A text is not what its format asks for.
  case malformed(found: String, expected: String)
  /// A cell of a session file took too long.
  case timeout(seconds: Double)
  /// Something is not possible, and there is no more to say.
  case refused(String)
  /// Reading was interrupted.
  case cancelled
  /// A shell command exited with that status.
  case shell(status: Int32)
  /// The command is for the prompt only.
  case promptOnly(String)

  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .unclosedQuote(let quote): "unclosed quote \(quote)"
    case .unknown(let what, let found, let known, _): UnknownName(what, found, known: known).description
    case .ambiguous(let what, let found, let candidates):
      "'\(found)' could be any of these \(what.hasSuffix("y") ? what.dropLast() + "ies" : what + "s"): "
        + candidates.prefix(8).joined(separator: ", ")
        + (candidates.count > 8 ? ", and \(Format.count(candidates.count - 8)) more" : "")
    case .missingArgument(let name, _): "\(name) is missing"
    case .unexpectedArgument(let found, _): "unexpected argument '\(found)'"
    case .missingValue(let option, let expected): "--\(option) needs a value: --\(option) \(expected)"
    case .unexpectedValue(let option): "--\(option) takes no value"
    case .invalidValue(let what, let found, let allowed): "\(what) is '\(found)', expected \(allowed)"
    case .notYet(let message, _): message
    case .file(let path, let reason): "\(path): \(reason)"
    case .exists(let path): "\(path) exists"
    case .forbidden(let path, let refusal): "\(path) \(refusal.words)"
    case .refused(let what), .misuse(let what): what
    case .cancelled: "interrupted"
    case .malformed(let found, let expected): "found \(found), expected \(expected)"
    case .timeout(let seconds): "the cell took longer than \(Format.significant(seconds)) s"
    case .shell(let status): "the shell command exited with status \(status)"
    case .promptOnly(let what): "\(what) works only at the prompt"
    }
  }

  /// What the error means for the program.
  public var kind: ErrorKind {
    switch self {
    case .unknown(_, _, _, let isUsage): isUsage ? .usage : .failure
    case .unclosedQuote, .missingArgument, .unexpectedArgument, .missingValue, .unexpectedValue, .invalidValue,
      .malformed, .misuse, .promptOnly:
      .usage
    case .cancelled: .interruption
    case .ambiguous, .notYet, .file, .exists, .forbidden, .timeout, .refused, .shell: .failure
    }
  }

  /// The name that is not known; `nil` where that is not what is wrong.
  public var unknownName: UnknownName? {
    guard case .unknown(let what, let found, let known, _) = self else { return nil }
    return UnknownName(what, found, known: known)
  }

  /// What to do about it; `nil` where nothing is known.
  public var advice: String? {
    switch self {
    case .missingArgument(_, let usage), .unexpectedArgument(_, let usage): "usage: \(usage)"
    case .notYet(_, let advice): "try: \(advice)"
    case .exists: "--force overwrites it"
    case .forbidden(_, let refusal): refusal.advice
    case .timeout(let seconds):
      "timeout=\(Int(min(seconds * 10, 86_400).rounded(.up))) on the line that opens the cell allows more"
    default: nil
    }
  }
}

/// An error with its place in the source.
public struct LocatedError: Error {
  /// What is wrong.
  public var error: any Error
  /// The place; `nil` for the command as a whole.
  public var location: SourceLocation?
  /// The number of characters at fault.
  public var length: Int

  /// An error at a place.
  public init(_ error: CommandError, at location: SourceLocation? = nil, length: Int = 1) {
    self.init(any: error, at: location, length: length)
  }

  /// An error at a word.
  public init(_ error: CommandError, at word: Word) {
    self.init(any: error, at: word.location, length: word.length)
  }

  /// An error of any kind at a word.
  public init(any error: any Error, at word: Word) {
    self.init(any: error, at: word.location, length: word.length)
  }

  /// An error of any kind at a place.
  public init(any error: any Error, at location: SourceLocation?, length: Int = 1) {
    self.error = error
    self.location = location
    self.length = length
  }
}

/// An error that knows what to do about it, in the words of the commands and options that there are.
public protocol AdvisedError: Error {
  /// One line on what to do about it, if there is something.
  var advice: String? { get }
}

extension FileAccess.Refusal {
  /// What is wrong with a path.
  fileprivate var words: String {
    switch self {
    case .readingOutside, .writingOutside: "is outside the session file's folder"
    case .link: "is reached through a symbolic link"
    case .hidden: "is hidden, or in a hidden folder"
    case .ending: "does not end in " + FileAccess.Bounds.endings.map { "." + $0 }.joined(separator: ", ")
    case .special: "is not a regular file"
    case .executable: "can be executed"
    case .otherSession: "may be another session file or page"
    case .notOwn: "exists, and is not a file of this session"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .readingOutside: "--allow-read lets sessions read anywhere"
    case .notOwn: "list it under `writes:` in the header, or use --allow-write"
    default: "--allow-write lets sessions write anywhere"
    }
  }
}
