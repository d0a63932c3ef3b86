import CommandLanguage
import Display
import Mathematics
import Synchronization

/// Keeps the text of what a command shows, for an expression whose value a client wants; nobody answers its questions.
final class TextCollector: FrontEnd {
  let cancellation = CancellationFlag()
  let surface = Surface.standard
  private let shown = Mutex("")

  /// The text without the newline at its end.
  var text: String {
    let text = shown.withLock(\.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  func emit(_ output: Output) {
    if case .bundle(let bundle) = output { shown.withLock { $0 += bundle.text } }
  }

  func ask(_ question: String) -> String? { nil }
}
