import CReadline
import CommandLanguage
import Glibc
import Synchronization

/// Lines typed at a terminal and edited with GNU Readline.
///
/// Readline keeps its state in globals and calls plain C functions, so there is one editor per process.
package enum LineEditor {
  /// The result of asking for a line.
  enum Line: Equatable {
    case line(String)
    /// Ctrl-C: the line was dropped.
    case dropped
    /// Ctrl-D on an empty line, or the terminal went away.
    case end
  }

  struct State: Sendable {
    /// What completes words.
    var completer: Completer?
    /// The lines of an unfinished command before this one, each with its end.
    var earlierLines = ""
    /// Whether this line was dropped.
    var isDropped = false
    /// Whether a search or a question was told to end.
    var hasEndedDialogue = false
  }

  static let state = Mutex(State())

  /// Prepares Readline; the prompt goes to standard output if that is a terminal, else to standard error.
  static func setUp(name: String) {
    let out = isatty(STDOUT_FILENO) == 1 ? croute_standard_output() : croute_standard_error()
    croute_rl_set_up(
      strdup(name), { _ in LineEditor.readKey() }, { LineEditor.complete($0, from: $1, to: $2) }, out)
  }

  /// Makes the entries reachable with the Up key.
  static func remember(_ entries: some Sequence<HistoryFile.Entry>) {
    for entry in entries {
      add_history(entry.text)
      add_history_time("#\(entry.time)")
    }
  }

  /// Asks for a line.
  static func read(prompt: String, after earlierLines: String, completer: @escaping Completer) -> Line {
    state.withLock { $0 = State(completer: completer, earlierLines: earlierLines) }
    Signals.takeInterrupt()
    if Signals.takeResize() { rl_reset_screen_size() }
    let text = Signals.whileEditing { readline(prompt) }
    defer { free(text) }
    if state.withLock(\.isDropped) { return .dropped }
    return text.map { .line(String(cString: $0)) } ?? .end
  }

  /// The next byte from the terminal; signals are handled first.
  private static func readKey() -> Int32 {
    while true {
      if let key = keyForSignals() { return key }
      var ready = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      poll(&ready, nfds_t(ready.count), -1)
      if ready[1].revents != 0 {
        Signals.drain()
      } else if ready[0].revents != 0 {
        var byte: UInt8 = 0
        let count = Glibc.read(STDIN_FILENO, &byte, 1)
        if count == 1 { return Int32(byte) }
        if count == 0 || (errno != EINTR && errno != EAGAIN) { return EOF }
      }
    }
  }

  /// Handles signals; returns the key to report to Readline, if any.
  private static func keyForSignals() -> Int32? {
    if Signals.takeResize() { rl_resize_terminal() }
    if Signals.takeSuspension() { suspend() }
    if let signal = Signals.takeEnding() {
      croute_rl_leave_terminal()
      fputs("\n", croute_rl_output())
      fflush(croute_rl_output())
      Signals.deliver(signal)
    }
    guard Signals.isInterrupted else { return nil }
    let mustEndDialogue = croute_rl_is_in_dialogue() != 0 && !state.withLock(\.hasEndedDialogue)
    if mustEndDialogue {
      state.withLock { $0.hasEndedDialogue = true }
      return 7  // Ctrl-G, once: it ends the dialogue, and the next key is asked for at the line.
    }
    Signals.takeInterrupt()
    state.withLock { $0.isDropped = true }
    croute_rl_drop_line()
    return 10
  }

  private static func suspend() {
    croute_rl_leave_terminal()
    Signals.deliver(SIGTSTP)
    Signals.handle(SIGTSTP)
    croute_rl_return_to_terminal()
  }
}
