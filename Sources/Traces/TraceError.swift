import Input

/// What can be wrong with a question that is put to traces; what is wrong with a file is an `InputError`.
public enum TraceError: Error, Equatable, Sendable {
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
  /// The work was cancelled.
  case cancelled
}
