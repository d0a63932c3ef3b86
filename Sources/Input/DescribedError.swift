/// An error that says in words what is wrong, what was found and what is allowed.
public protocol DescribedError: Error, CustomStringConvertible {
  /// What it means for the program that meets it.
  var kind: ErrorKind { get }
  /// The name that is not known, where that is what is wrong.
  var unknownName: UnknownName? { get }
}

extension DescribedError {
  /// A failure.
  public var kind: ErrorKind { .failure }
  /// None.
  public var unknownName: UnknownName? { nil }
}

/// What an error means for the program that meets it.
public enum ErrorKind: Sendable {
  /// What was asked for could not be done.
  case failure
  /// What was asked for makes no sense.
  case usage
  /// It was asked to end before it was done.
  case interruption
}

/// A name that is none of the known ones.
public struct UnknownName: Sendable, Equatable, CustomStringConvertible {
  /// What it should name.
  public var what: String
  /// The name.
  public var found: String
  /// The names there are.
  public var known: [String]

  /// The name `found` of a `what`.
  public init(_ what: String, _ found: String, known: [String]) {
    self.what = what
    self.found = found
    self.known = known
  }

  /// `unknown model 'x'`; of a kind that belongs to something, such as `option of load`, `unknown option 'x' of load`.
  public var description: String {
    let parts = what.split(separator: " of ", maxSplits: 1)
    guard parts.count == 2 else { return "unknown \(what) '\(found)'" + (known.isEmpty ? ": none available" : "") }
    if known.isEmpty {
      if parts[0] == "argument" { return "\(parts[1]) takes no argument: '\(found)'" }
      return "\(parts[1]) has no \(parts[0]) \(found)"
    }
    return "unknown \(parts[0]) '\(found)' of \(parts[1])"
  }
}
