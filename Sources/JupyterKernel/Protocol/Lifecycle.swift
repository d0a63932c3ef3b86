import Glibc
import Mathematics
import Synchronization

/// The cell that is being executed and the wish to end, shared by the threads of a kernel.
package final class Lifecycle: Sendable {
  private let running = Mutex<CancellationFlag?>(nil)
  private let ending = Atomic<Bool>(false)

  package init() {}

  /// Whether the kernel is about to end.
  package var isEnding: Bool { ending.load(ordering: .relaxed) }

  /// Executes a cell that `interrupt` ends.
  package func run<Value>(_ cell: some CellOutlet, _ body: () -> Value) -> Value {
    running.withLock { $0 = cell.cancellation }
    defer { running.withLock { $0 = nil } }
    if isEnding { cell.cancellation.cancel() }
    return body()
  }

  /// Ends the cell that is being executed, if there is one.
  package func interrupt() { running.withLock { $0?.cancel() } }

  /// Ends the running cell and all later ones.
  package func end() {
    ending.store(true, ordering: .relaxed)
    interrupt()
  }
}
