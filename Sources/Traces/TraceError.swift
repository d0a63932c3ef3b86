import Input

/// What can be wrong with a question that is put to traces; what is wrong with a file is an `InputError`.
public enum TraceError: DescribedError, Equatable {
  /// There is no model to work with.
  case emptyPool
  /// The split leaves no query to fit on, or none to measure on, as perhaps the standard one does.
  case emptyPart(part: Part, isStandard: Bool = false)
  /// A model of the pool has no outcome to be fitted on.
  case untrainedModel(String)
  /// There is no such column; `known` lists the columns.
  case unknownColumn(String, known: [String])
  /// A column to split by holds something other than train, tune and test.
  case invalidPart(column: String, found: String)
  /// There are fewer queries than folds.
  case tooFewForFolds(queries: Int, folds: Int)
  /// There is no simulation of that name; `known` lists them.
  case unknownSimulation(String, known: [String])
  /// A simulation was asked for more or fewer queries than it makes.
  case invalidQueryCount(Int, allowed: ClosedRange<Int>)
  /// The chance of a query's model to be chosen is no number above 0 and up to 1.
  case invalidPropensity(query: String, found: Double)
  /// The work was cancelled.
  case cancelled
}

extension TraceError {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .emptyPool: "no model is left to work with"
    case .emptyPart(let part, _): "the split leaves no query to \(part == .test ? "test" : part.rawValue) on"
    case .untrainedModel(let name): "\(name) has no outcome on the train part; leave it out with `pool`"
    case .unknownColumn(let name, let known): UnknownName("column", name, known: known).description
    case .invalidPart(let column, let found): "column '\(column)' contains '\(found)', expected train, tune or test"
    case .tooFewForFolds(let queries, let folds):
      "\(queries.grouped) \(queries == 1 ? "query" : "queries") cannot be dealt into \(folds) folds"
    case .unknownSimulation(let name, let known): UnknownName("simulation", name, known: known).description
    case .invalidQueryCount(let found, let allowed):
      "the number of queries is \(found), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .invalidPropensity(let query, let found):
      "the propensity of query '\(query)' is \(found), expected a number above 0 and up to 1"
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
