import Input
import Mathematics

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
