import Glibc
import Mathematics

/// Input that may keep its reader waiting: a file, a pipe or standard input, read so that every wait can be cancelled.
///
/// Open the descriptor with `O_NONBLOCK`. A pipe whose writer is about to open it looks like one at its end; it gets
/// `patience` tenths of a second before it counts as a pipe without a writer.
package struct WaitingInput: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var patience: Int

  /// The input at `descriptor`, which stays the caller's to close.
  ///
  /// - Parameters:
  ///   - path: its name in errors.
  ///   - isPipe: whether it is a named pipe, which somebody has to write to.
  ///   - patience: how long to wait for a first writer, in tenths of a second.
  package init(_ descriptor: Int32, path: String, isPipe: Bool, patience: Int = 20) {
    self.descriptor = descriptor
    self.path = path
    self.patience = isPipe ? patience : -1
  }

  /// Reads into `room` and returns the number of bytes, 0 at the end.
  ///
  /// - Throws: `InputError.unreadable`, also for a pipe that nobody writes to; `InputError.cancelled`.
  package mutating func read(into room: UnsafeMutableRawBufferPointer, task: TaskContext) throws(InputError) -> Int {
    while true {
      do { try task.check() } catch { throw .cancelled }
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count > 0 { patience = -1 }
      if count > 0 || (count == 0 && patience < 0) { return count }
      if count == 0 {
        // A writer that came and went without a byte has hung up; poll waits for one that is yet to come.
        if patience == 0 || isReadyWithinTenth() {
          throw .unreadable(path: path, reason: "is a pipe that nobody writes to")
        }
        patience -= 1
      } else if errno == EAGAIN {
        if patience > 0 { patience = -1 }
        _ = isReadyWithinTenth()
      } else if errno != EINTR {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Waits at most a tenth of a second for bytes or the end.
  private func isReadyWithinTenth() -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 100) > 0 && waiting.revents & Int16(POLLIN) == 0
  }
}
