import Dispatch
import Foundation
import Mathematics
import Synchronization

/// Cancels running commands after a deadline: the cancellation flag is set repeatedly, so that no command can reset it.
///
/// It has its own thread, since a running command may occupy all threads of Dispatch.
package final class Deadline: Sendable {
  private let isPassed = Atomic<Bool>(false)
  private let ending = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// A deadline the given number of seconds from now; `end` must be called.
  package init(seconds: Double, flag: CancellationFlag) {
    Thread.detachNewThread { [self] in
      var wait = seconds
      while ending.wait(timeout: .now() + wait) == .timedOut {
        isPassed.store(true, ordering: .sequentiallyConsistent)
        flag.cancel()
        wait = 0.02
      }
      ended.signal()
    }
  }

  /// Whether the moment has come before `end`.
  package var hasPassed: Bool { isPassed.load(ordering: .sequentiallyConsistent) }

  /// Leaves the flag alone from now on.
  package func end() {
    ending.signal()
    ended.wait()
  }
}
