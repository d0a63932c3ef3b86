import Input
import Mathematics

/// What a language does for its kernel; the kernel does the protocol's bookkeeping.
///
/// Everything is called on one thread.
public protocol KernelLanguage: AnyObject {
  /// Executes a cell.
  func execute(_ code: String, in cell: any CellOutlet) -> CellOutcome
  /// The value of an expression that a client wants along with a cell, as representations by MIME type.
  func evaluate(_ expression: String) -> Result<JSONValue, CellFailure>
  /// What fits at the cursor.
  func completion(of code: String, at cursor: String.Index) -> CodeCompletion
  /// What is known about the word at the cursor, as representations by MIME type; `nil` where nothing is.
  func inspection(of code: String, at cursor: String.Index) -> JSONValue?
  /// Whether a cell can be executed as it is.
  func completeness(of code: String) -> CodeCompleteness
}

/// Where a cell shows its outputs.
///
/// A command that computes on several threads may show its progress from any of them; questions are asked on the thread
/// that executes.
public protocol CellOutlet: AnyObject, Sendable {
  /// Set once the client wants the cell to end.
  var cancellation: CancellationFlag { get }
  /// Shows text on `stdout` or `stderr`.
  func stream(_ name: String, _ text: String)
  /// Shows something beside the result, as representations by MIME type.
  func display(_ data: JSONValue)
  /// Shows the result, as representations by MIME type.
  func result(_ data: JSONValue)
  /// Clears what was shown.
  func clear()
  /// Asks a question; `nil` where nobody answers.
  func ask(_ question: String) -> String?
}

/// What can replace a part of the code.
public struct CodeCompletion: Sendable {
  /// The part to be replaced.
  public var range: Range<String.Index>
  /// What can replace it, in the order to show.
  public var matches: [String]

  /// Creates a completion with the given range and matches.
  public init(range: Range<String.Index>, matches: [String]) {
    self.range = range
    self.matches = matches
  }
}

/// Whether a cell can be executed as it is.
public enum CodeCompleteness: String, Sendable {
  case complete
  /// The next line belongs to it.
  case incomplete
  /// No further line makes it right.
  case invalid
}
