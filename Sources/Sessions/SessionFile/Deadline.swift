import Dispatch
import Mathematics
import Synchronization

/// Ends running commands from a moment on: a cancellation flag is set again and again, so that no command resets it
/// unseen.
final class Deadline: Sendable {
  private enum State { case waiting, passed, over }

  private let state = Mutex(State.waiting)
  private let flag: CancellationFlag

  /// A deadline so many seconds from now.
  init(seconds: Double, flag: CancellationFlag) {
    self.flag = flag
    check(after: seconds)
  }

  /// Whether the moment has come before `end`.
  var hasPassed: Bool { state.withLock { $0 == .passed } }

  /// Leaves the flag alone from now on.
  func end() { state.withLock { $0 = .over } }

  private func check(after seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in self?.pass() }
  }

  private func pass() {
    let isOver = state.withLock { state in
      if state == .over { return true }
      state = .passed
      flag.cancel()
      return false
    }
    if !isOver { check(after: 0.02) }
  }
}
