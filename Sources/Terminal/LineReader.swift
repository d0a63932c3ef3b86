import Glibc
import Mathematics
import Synchronization

/// Reads lines from a descriptor as they arrive.
package final class LineReader: Sendable {
  /// The result of waiting for a line.
  package enum Line: Equatable {
    case line(String)
    case end
    case interrupted
    case failed(reason: String)
  }

  private struct Buffer {
    var bytes: [UInt8] = []
    var start = 0
    var isAtEnd = false
  }

  private let descriptor: Int32
  private let buffer = Mutex(Buffer())

  package init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its end; a last line needs none.
  ///
  /// - Parameter cancellation: ends the wait, as Ctrl-C does.
  package func next(until cancellation: CancellationFlag? = nil) -> Line { buffer.withLock { next(&$0, cancellation) } }

  private func next(_ buffer: inout Buffer, _ cancellation: CancellationFlag?) -> Line {
    var searched = buffer.start
    while true {
      if let end = buffer.bytes[searched...].firstIndex(of: 10) {
        defer { buffer.start = end + 1 }
        return line(buffer.bytes[buffer.start..<end])
      }
      searched = buffer.bytes.count
      if buffer.isAtEnd {
        defer { buffer.start = buffer.bytes.count }
        return buffer.start == buffer.bytes.count ? .end : line(buffer.bytes[buffer.start...])
      }
      if let ending = fill(&buffer, cancellation) { return ending }
      searched -= buffer.start
      buffer.bytes.removeFirst(buffer.start)
      buffer.start = 0
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> Line {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      return .failed(reason: "is not UTF-8 text")
    }
    return .line(text)
  }

  /// Reads more; what ends the line if nothing more comes of it.
  private func fill(_ buffer: inout Buffer, _ cancellation: CancellationFlag?) -> Line? {
    switch InputChunk(from: descriptor, until: cancellation) {
    case .bytes(let bytes): buffer.bytes += bytes
    case .end: buffer.isAtEnd = true
    case .interrupted: return .interrupted
    case .failed(let reason): return .failed(reason: reason)
    }
    return nil
  }
}
