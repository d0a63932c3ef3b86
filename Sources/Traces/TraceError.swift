/// What can be wrong with traces: a file that cannot be read, text that is malformed, numbers that cannot be.
///
/// The cases say where and what; the command language puts them into words.
public enum TraceError: Error, Equatable, Sendable {
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
