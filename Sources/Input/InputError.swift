/// What can be wrong with a file that is read: it cannot be opened, its text is malformed, its numbers cannot be.
public enum InputError: DescribedError, Equatable {
  /// The file cannot be opened or read; `reason` is the operating system's word.
  case unreadable(path: String, reason: String)
  /// The text is not what the format asks for at that place (line and column count from 1; column in characters).
  case malformed(path: String, line: Int, column: Int, found: String, expected: String)
  /// The format cannot be told from the content; `known` names the formats that were tried.
  case unknownFormat(path: String, known: [String])
  /// The file is not read here; `what` it is, and a shell command that makes one of it that is.
  case foreign(path: String, what: String, command: String)
  /// A column that the format needs is absent.
  case missingColumn(path: String, column: String, found: [String])
  /// A recorded number is outside its range ("quality" outside [0, 1], "cost" negative or not finite).
  case invalidNumber(path: String, line: Int, column: String, found: String, allowed: String)
  /// The same query and model are recorded twice; `model` is empty where a query alone is.
  case duplicate(path: String, line: Int, query: String, model: String)
  /// The file holds nothing to read.
  case empty(path: String)
  /// The file shares no query with the traces it is joined to.
  case noCommonQuery(path: String)
  /// The file cannot be read as it was asked for, or not with another one; `reason` says why.
  case incompatible(path: String, reason: String)
  /// The file is not what it was when it was loaded, so that its texts cannot be read back.
  case changed(path: String)
  /// The reading was asked to end.
  case cancelled
}

extension InputError {
  /// The error in words.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .malformed(let path, let line, let column, let found, let expected):
      "\(path):\(line):\(column): found \(found), expected \(expected)"
    case .unknownFormat(let path, _): "\(path) is in no known format"
    case .foreign(let path, let what, _): "\(path) is \(what)"
    case .missingColumn(let path, let column, let found):
      "\(path) has no column '\(column)'; it has \(found.prefix(12).joined(separator: ", "))"
    case .invalidNumber(let path, let line, let column, let found, let allowed):
      "\(path):\(line): \(column) is \(found), expected \(allowed)"
    case .duplicate(let path, let line, let query, ""):
      "\(path):\(line): query '\(query)' has a row already"
    case .duplicate(let path, let line, let query, let model):
      "\(path):\(line): model '\(model)' already has an outcome for query '\(query)'"
    case .empty(let path): "\(path) holds no traces"
    case .noCommonQuery(let path): "\(path) has no query in common with the traces"
    case .incompatible(let path, let reason): "\(path): \(reason)"
    case .changed(let path): "\(path) has changed since it was read; load the traces again"
    case .cancelled: "interrupted"
    }
  }

  /// What the error means for the program.
  public var kind: ErrorKind { self == .cancelled ? .interruption : .failure }
}
