/// What can be wrong with traces: a file that cannot be read, text that is malformed, numbers that cannot be.
public enum TraceError: DescribedError, Equatable {
  /// The file cannot be opened or read; `reason` is the operating system's message.
  case unreadable(path: String, reason: String)
  /// The text does not follow the format at that place (line and column count from 1; column in characters).
  case malformed(path: String, line: Int, column: Int, found: String, expected: String)
  /// The format cannot be recognised from the content; `known` names the formats that were tried.
  case unknownFormat(path: String, known: [String])
  /// A column that the format needs is absent.
  case missingColumn(path: String, column: String, found: [String])
  /// A recorded number is outside its range ("quality" outside [0, 1], "cost" negative or not finite).
  case invalidNumber(path: String, line: Int, column: String, found: String, allowed: String)
  /// The same query and model are recorded twice.
  case duplicate(path: String, line: Int, query: String, model: String)
  /// The file holds no trace.
  case empty(path: String)
  /// Two files share no query.
  case noCommonQuery(path: String)
  /// Two files cannot be combined in one trace set; `reason` says why.
  case incompatible(path: String, reason: String)
  /// The split leaves no query to fit on, or none to measure on.
  case emptyPart(part: Part)
  /// There is no such column; `known` lists the columns.
  case unknownColumn(String, known: [String])
  /// A column to split by holds something other than train, tune and test.
  case invalidPart(column: String, found: String)
  /// There is no simulation of that name; `known` lists them.
  case unknownSimulation(String, known: [String])
  /// A simulation was asked for more or fewer queries than it makes.
  case invalidQueryCount(Int, allowed: ClosedRange<Int>)
  /// The load was cancelled.
  case cancelled
}

extension TraceError {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .malformed(let path, let line, let column, let found, let expected):
      "\(path):\(line):\(column): found \(found), expected \(expected)"
    case .unknownFormat(let path, _): "\(path) is in no known format"
    case .missingColumn(let path, let column, let found):
      "\(path) has no column '\(column)'; it has \(found.prefix(12).joined(separator: ", "))"
    case .invalidNumber(let path, let line, let column, let found, let allowed):
      "\(path):\(line): \(column) is \(found), expected \(allowed)"
    case .duplicate(let path, let line, let query, let model):
      "\(path):\(line): model '\(model)' already has an outcome for query '\(query)'"
    case .empty(let path): "\(path) holds no traces"
    case .noCommonQuery(let path): "\(path) has no query in common with the traces"
    case .incompatible(let path, let reason): "\(path): \(reason)"
    case .emptyPart(let part): "the split leaves no query to \(part == .test ? "test" : part.rawValue) on"
    case .unknownColumn(let name, let known): UnknownName("column", name, known: known).description
    case .invalidPart(let column, let found): "column '\(column)' says '\(found)', expected train, tune or test"
    case .unknownSimulation(let name, let known): UnknownName("simulation", name, known: known).description
    case .invalidQueryCount(let found, let allowed):
      "the number of queries is \(found), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .cancelled: "interrupted"
    }
  }

  /// What the error means for the program.
  public var kind: ErrorKind {
    switch self {
    case .invalidQueryCount: .usage
    case .cancelled: .interruption
    default: .failure
    }
  }

  /// The name that is not known; `nil` where that is not what is wrong.
  public var unknownName: UnknownName? {
    switch self {
    case .unknownColumn(let name, let known): UnknownName("column", name, known: known)
    case .unknownSimulation(let name, let known): UnknownName("simulation", name, known: known)
    default: nil
    }
  }
}
