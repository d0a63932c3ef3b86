import Display
import Mathematics
import Sessions
import Synchronization

/// Keeps what a session shows.
final class RecordingFrontEnd: FrontEnd {
  private let shown = Mutex<[Bundle]>([])
  private let answer: String?
  let cancellation = CancellationFlag()
  let surface: Surface

  init(answer: String? = nil, surface: Surface = .standard) {
    self.answer = answer
    self.surface = surface
  }

  func emit(_ output: Output) {
    if case .bundle(let bundle) = output { shown.withLock { $0.append(bundle) } }
  }

  func ask(_ question: String) -> String? { answer }

  var bundles: [Bundle] { shown.withLock { $0 } }
  var text: String { bundles.map(\.text).joined() }
}

extension Interpreter {
  /// What the commands print, one a line.
  @discardableResult
  func output(_ commands: String, answer: String? = nil) throws(Diagnostic) -> String {
    let io = RecordingFrontEnd(answer: answer)
    try execute(Source(commands), io: io)
    return io.text
  }
}
