import Display
import Synchronization

/// A progress bar on standard error for commands that take longer than a second.
///
/// Shares may be reported from any thread and out of order; the bar never goes back.
package final class ProgressBar: Sendable {
  private struct State {
    var start: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
    var share = 0.0
    var wasShown = false
    var isShown: Bool { drawn != nil }
  }

  private let streams: StandardStreams
  private let isUnicode: Bool
  private let state = Mutex(State())

  init(on streams: StandardStreams, isUnicode: Bool) {
    self.streams = streams
    self.isUnicode = isUnicode
  }

  /// A command begins.
  func begin() {
    state.withLock { state in
      erase(&state)
      state.start = .now
      state.wasShown = false
    }
  }

  /// Whether the latest command had a bar, whose removal also erases terminal echo.
  var wasShown: Bool { state.withLock(\.wasShown) }

  /// Removes the bar before other output; it may reappear.
  func erase() { state.withLock { erase(&$0) } }

  /// The command ended.
  func end() {
    state.withLock { state in
      erase(&state)
      state.start = nil
    }
  }

  /// Reports progress; a thread that would have to wait skips the report.
  func show(_ share: Double) {
    _ = state.withLockIfAvailable { state in
      guard let start = state.start else { return }
      state.share = max(state.share, min(share, 1))
      let now = ContinuousClock.now
      guard now - start >= .seconds(1), state.drawn.map({ now - $0 >= .milliseconds(100) }) ?? true else { return }
      state.drawn = now
      state.wasShown = true
      streams.writeError("\r" + ProgressLine.text(state.share, isUnicode: isUnicode) + "\u{1B}[K")
    }
  }

  private func erase(_ state: inout State) {
    if state.isShown { streams.writeError("\r\u{1B}[K") }
    state.drawn = nil
    state.share = 0
  }
}
