import CommandLanguage
import Display
import JupyterKernel
import Synchronization

/// A line on a cell's standard error that shows how far a command is, for notebooks that ask for it (`set progress on`).
///
/// The line is written over at each step and wiped at the end. Shares may be told from any thread and out of order.
package final class CellProgress: Sendable {
  private struct State {
    var isOn = false
    var latest: ContinuousClock.Instant?
    var share = 0.0
    var isShown = false
  }

  private let cell: any CellOutlet
  private let interval: Duration
  private let state = Mutex(State())

  /// - Parameter interval: how long a command takes before the line is there, and the line before it changes.
  package init(_ cell: any CellOutlet, interval: Duration = .milliseconds(500)) {
    self.cell = cell
    self.interval = interval
  }

  /// A command begins whose progress is to be shown.
  package func begin() { state.withLock { $0 = State(isOn: true, latest: .now) } }

  /// Reports progress; a thread that would have to wait skips the report.
  package func show(_ share: Double) {
    _ = state.withLockIfAvailable { state in
      state.share = max(state.share, min(share, 1))
      guard state.isOn, let latest = state.latest, .now - latest >= interval else { return }
      state.latest = .now
      state.isShown = true
      cell.stream("stderr", "\r" + ProgressLine.text(state.share, isUnicode: true))
    }
  }

  /// The command ended.
  package func end() {
    state.withLock { state in
      let blanks = String(repeating: " ", count: ProgressLine.text(0, isUnicode: true).count)
      if state.isShown { cell.stream("stderr", "\r\(blanks)\r") }
      state = State()
    }
  }
}
