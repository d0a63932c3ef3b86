import CommandLanguage
import Display
import Mathematics
import Synchronization

/// The fixed environment of a replay: 80 columns of Unicode without colour, no answers to questions, no progress and no
/// timing. It ignores the environment.
package final class ReplayFrontEnd: FrontEnd {
  package let cancellation: CancellationFlag
  package let surface = Surface.standard
  private let bundles = Mutex<[Bundle]>([])

  /// - Parameter cancellation: set by Ctrl-C, to end the replay.
  package init(cancellation: CancellationFlag = CancellationFlag()) { self.cancellation = cancellation }

  package func emit(_ output: Output) {
    switch output {
    case .bundle(let bundle): bundles.withLock { $0.append(bundle) }
    case .echo(let command): bundles.withLock { $0.append(Bundle(text: command)) }
    case .progress, .timing, .clear: break
    }
  }

  package func ask(_ question: String) -> String? { nil }

  /// What was shown since the last time.
  package func take() -> [Bundle] {
    bundles.withLock { bundles in
      defer { bundles = [] }
      return bundles
    }
  }
}
