import Glibc
import Synchronization

/// Standard output and standard error, unbuffered and in order.
package final class StandardStreams: Sendable {
  private let failure = Mutex<Int32?>(nil)

  package init() {}

  /// The error of writing to standard output, after which nothing more is written.
  package var outputFailure: Int32? { failure.withLock(\.self) }

  /// Keeps closed standard descriptors from being reused for the next opened file.
  static func occupyClosedDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes to standard output; false once that fails.
  @discardableResult package func write(_ text: String) -> Bool {
    failure.withLock { failure in
      if failure == nil { failure = Self.write(text, to: STDOUT_FILENO) }
      return failure == nil
    }
  }

  /// Writes bytes to standard output; false once that fails.
  @discardableResult package func write(_ bytes: [UInt8]) -> Bool {
    failure.withLock { failure in
      if failure == nil { failure = bytes.withUnsafeBytes { Self.write($0, to: STDOUT_FILENO) } }
      return failure == nil
    }
  }

  /// Writes to standard error, ignoring failures.
  package func writeError(_ text: String) { _ = Self.write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, base, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
