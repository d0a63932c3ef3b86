import Input
import Mathematics
import Traces

/// What a language does for its kernel; the protocol's bookkeeping is the kernel's.
///
/// Everything is called on one thread.
protocol KernelLanguage: AnyObject {
  /// Name, version and so on, as `kernel_info_reply` has it.
  var information: LanguageInformation { get }
  /// Executes a cell.
  func execute(_ code: String, in cell: any CellOutlet) -> Outcome
  /// The value of an expression that a client wants along with a cell, as representations by MIME type.
  func evaluate(_ expression: String) -> Result<JSONValue, Failure>
  /// What can stand at the cursor.
  func completion(of code: String, at cursor: String.Index) -> CodeCompletion
  /// What is known of the word at the cursor, as representations by MIME type.
  func inspection(of code: String, at cursor: String.Index) -> JSONValue?
  /// Whether a cell can be executed as it is.
  func completeness(of code: String) -> CodeCompleteness
}

/// Where a cell shows what it has to say.
///
/// A command that computes on several threads may show how far it is on any of them; questions are asked on the thread that
/// executes.
package protocol CellOutlet: AnyObject, Sendable {
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

/// A language in the words of `kernel_info_reply`.
struct LanguageInformation {
  var name: String
  var version: String
  var mediaType: String
  var fileExtension: String
  /// A similar language, for highlighting.
  var highlighting: String
  var banner: String
}

/// How a cell ended.
enum Outcome {
  /// Well, with payloads for the client (pages, the wish to leave).
  case success(payloads: [JSONValue])
  case failure(Failure)
}

/// An error as notebooks show it.
struct Failure: Error, Equatable {
  var name: String
  var value: String
  /// The lines to show.
  var traceback: [String]

  /// The error as members of a message.
  var members: [JSONValue.Member] {
    [
      .init("ename", .string(name)), .init("evalue", .string(value)),
      .init("traceback", .array(traceback.map { .string($0) })),
    ]
  }
}

/// What can take the place of a part of the code.
struct CodeCompletion {
  var range: Range<String.Index>
  var matches: [String]
}

/// Whether a cell can be executed as it is.
enum CodeCompleteness: String {
  case complete, incomplete, invalid
}
