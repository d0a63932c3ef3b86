import Glibc
import Mathematics
import Synchronization

/// Signals, recorded by handlers that only set atomics and write one byte to a pipe.
///
/// The pipe wakes up `poll`, regardless of the thread that received the signal.
package enum Signals {
  /// Set by Ctrl-C; ends the running command.
  package static let cancellation = CancellationFlag()
  private static let interrupted = Atomic<Bool>(false)
  private static let resized = Atomic<Bool>(false)
  private static let suspended = Atomic<Bool>(false)
  private static let ending = Atomic<Int32>(0)
  private static let isHeld = Atomic<Bool>(false)
  private static let pipeEnds = makePipe()

  /// The descriptor that can be read once a signal was noted.
  static var wakeDescriptor: Int32 { pipeEnds.read }

  /// Notes Ctrl-C and window sizes from now on, and keeps a reader that went away from ending the process at once.
  ///
  /// They are unblocked even if the parent process had them blocked.
  static func install() {
    _ = pipeEnds
    cancellation.reset()
    for signal in [SIGINT, SIGWINCH, SIGPIPE] { handle(signal) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGWINCH, SIGPIPE, SIGTSTP, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Notes Ctrl-Z and requests to end only while `body` holds the terminal; they take effect as usual otherwise.
  static func whileEditing<Value>(_ body: () -> Value) -> Value {
    let signals = [SIGTSTP, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    for signal in signals { handle(signal) }
    defer { for signal in signals { restoreDefault(signal) } }
    return body()
  }

  /// Ignores Ctrl-C while `body` lets another program use the terminal.
  static func whileHeld<Value>(_ body: () -> Value) -> Value {
    isHeld.store(true, ordering: .relaxed)
    defer { isHeld.store(false, ordering: .relaxed) }
    return body()
  }

  /// Whether Ctrl-C was typed and not yet handled.
  package static var isInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  /// Whether Ctrl-C was typed since the last time this was asked.
  @discardableResult static func takeInterrupt() -> Bool { interrupted.exchange(false, ordering: .relaxed) }

  /// Whether the window changed its size since the last time this was asked.
  static func takeResize() -> Bool { resized.exchange(false, ordering: .relaxed) }

  /// Whether Ctrl-Z was typed since the last time this was asked.
  static func takeSuspension() -> Bool { suspended.exchange(false, ordering: .relaxed) }

  /// The signal that asks the process to end.
  static func takeEnding() -> Int32? {
    let signal = ending.exchange(0, ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Empties the pipe.
  static func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(pipeEnds.read, &bytes, bytes.count) > 0 {}
  }

  /// Does what `signal` does by default: stops or ends the process.
  package static func deliver(_ signal: Int32) {
    restoreDefault(signal)
    raise(signal)
  }

  /// Notes `signal` from now on.
  static func handle(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { Signals.note($0) }
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }

  private static func note(_ signal: Int32) {
    let saved = errno
    switch signal {
    case SIGINT:
      if isHeld.load(ordering: .relaxed) { break }
      interrupted.store(true, ordering: .relaxed)
      cancellation.cancel()
    case SIGWINCH: resized.store(true, ordering: .relaxed)
    case SIGTSTP: suspended.store(true, ordering: .relaxed)
    case SIGTERM, SIGHUP: ending.store(signal, ordering: .relaxed)
    default: break
    }
    var byte: UInt8 = 1
    _ = write(pipeEnds.write, &byte, 1)
    errno = saved
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  private static func restoreDefault(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &action, nil)
  }

  private static func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }
}
