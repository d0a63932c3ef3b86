import Dispatch
import Foundation
import Mathematics
import Synchronization

/// Ends running commands from a moment on, or once they take too much memory: a cancellation flag is set again and again,
/// so that no command resets it unseen. A command that heeds no flag ends with the process.
///
/// It has its own thread, since a running command may occupy all threads of Dispatch.
package final class Deadline: Sendable {
  /// What ended the commands.
  package enum Cause: Int, Sendable {
    case none, time, memory
  }

  private let reached = Atomic<Int>(0)
  private let ending = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  /// How long a command may take to heed the flag.
  private static let patience = 10.0
  /// How often memory is looked at, in seconds.
  private static let interval = 0.1

  /// A deadline so many seconds from now; `end` has to be called.
  ///
  /// - Parameter memory: how many bytes the process may take beyond what it takes now.
  package init(seconds: Double, memory: Int = .max, flag: CancellationFlag) {
    Thread.detachNewThread { [self] in
      let start = ContinuousClock.now
      let memoryBefore = memory == .max ? 0 : Self.residentMemory
      var passed: Double { (ContinuousClock.now - start) / .seconds(1) }
      var cause = Cause.none
      var causeTime = 0.0
      while true {
        let wait = cause == .none ? min(Self.interval, max(0, seconds - passed)) : 0.02
        if ending.wait(timeout: .now() + wait) == .success { break }
        let isOver = memory != .max && Self.residentMemory - memoryBefore > memory
        if cause == .none, isOver || passed >= seconds {
          (cause, causeTime) = (isOver ? .memory : .time, passed)
          reached.store(cause.rawValue, ordering: .sequentiallyConsistent)
        }
        if cause != .none { flag.cancel() }
        let isStuck = cause != .none && passed > causeTime + Self.patience
        if isStuck || memory != .max && Self.residentMemory - memoryBefore > 2 * memory { Self.giveUp(cause) }
      }
      ended.signal()
    }
  }

  /// What has ended the commands before `end`, if anything.
  package var cause: Cause { Cause(rawValue: reached.load(ordering: .sequentiallyConsistent)) ?? .none }

  /// Whether the moment has come before `end`.
  package var hasPassed: Bool { cause != .none }

  /// Leaves the flag alone from now on.
  package func end() {
    ending.signal()
    ended.wait()
  }

  /// The bytes of memory that the process takes.
  private static var residentMemory: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
      separator: " ")
    return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func giveUp(_ cause: Cause) {
    let what = cause == .time ? "a command did not stop in time" : "a command takes too much memory"
    let line = Array("croute: error: \(what): exiting\n".utf8)
    _ = Foundation.write(STDERR_FILENO, line, line.count)
    _exit(1)
  }
}
