import Glibc

/// The result of waiting for bytes from a descriptor; Ctrl-C ends the wait.
package enum InputChunk {
  /// Some bytes, at least one.
  case bytes(ArraySlice<UInt8>)
  case end
  case interrupted
  case failed(reason: String)

  /// Waits for the next bytes.
  package init(from descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      var ready = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      if !Signals.isInterrupted { poll(&ready, nfds_t(ready.count), -1) }
      if ready[1].revents != 0 { Signals.drain() }
      if Signals.isInterrupted {
        self = .interrupted
        return
      }
      if ready[0].revents == 0 { continue }
      let count = read(descriptor, &bytes, bytes.count)
      if count > 0 {
        self = .bytes(bytes[..<count])
        return
      }
      if count == 0 {
        self = .end
        return
      }
      if errno != EINTR && errno != EAGAIN {
        self = .failed(reason: String(cString: strerror(errno)))
        return
      }
    }
  }
}
