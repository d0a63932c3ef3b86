import CommandLanguage
import Display
import Mathematics
import Synchronization

/// Keeps what a session shows.
package final class RecordingFrontEnd: FrontEnd {
  private let shown = Mutex<[Bundle]>([])
  private let answer: String?
  package let cancellation = CancellationFlag()
  package let surface: Surface

  package init(answer: String? = nil, surface: Surface = .standard) {
    self.answer = answer
    self.surface = surface
  }

  package func emit(_ output: Output) {
    if case .bundle(let bundle) = output { shown.withLock { $0.append(bundle) } }
  }

  package func ask(_ question: String) -> String? { answer }

  package var bundles: [Bundle] { shown.withLock { $0 } }
  package var text: String { bundles.map(\.text).joined() }
}

extension CommandInterpreter {
  /// What the commands print, one a line.
  @discardableResult
  package func output(_ commands: String, answer: String? = nil) throws(Diagnostic) -> String {
    let io = RecordingFrontEnd(answer: answer)
    try execute(Source(commands), io: io)
    return io.text
  }

  /// Whether no command of `text` is left open.
  package func isComplete(_ text: String, isTyped: Bool = false) -> Bool {
    completeness(of: text, isTyped: isTyped) != .incomplete
  }
}
