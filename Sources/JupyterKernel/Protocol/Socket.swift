import CZeroMQ

/// A ZeroMQ error.
package struct SocketError: Error, Equatable {
  package var what: String
  package var reason: String

  /// The latest error of this thread.
  init(_ what: String) {
    self.what = what
    reason = String(cString: zmq_strerror(zmq_errno()))
  }
}

/// The context of sockets; ending it wakes and ends all of them.
///
/// Safe to use from any thread.
final class SocketContext: @unchecked Sendable {
  fileprivate let handle: UnsafeMutableRawPointer

  init() throws(SocketError) {
    guard let handle = zmq_ctx_new() else { throw SocketError("cannot set up ZeroMQ") }
    self.handle = handle
  }

  /// Waits until all sockets are closed and what they have to say is sent, as far as they linger for it.
  func end() { zmq_ctx_term(handle) }
}

/// A ZeroMQ socket that listens.
///
/// Used by one thread at a time, which is what makes it safe to hand over.
final class Socket: @unchecked Sendable {
  enum Kind: Int32 {
    /// Answers whoever asks.
    case router = 6
    /// Tells whoever listens, and keeps what slow listeners have not read yet.
    case publisher = 1
  }

  private let handle: UnsafeMutableRawPointer
  private var isOpen = true

  /// A socket that listens at an address.
  init(_ kind: Kind, at address: String, in context: SocketContext) throws(SocketError) {
    guard let handle = zmq_socket(context.handle, kind.rawValue) else { throw SocketError("cannot make a socket") }
    self.handle = handle
    _ = croute_zmq_set(handle, ZMQ_LINGER, 100)
    switch kind {
    case .router: _ = croute_zmq_set(handle, ZMQ_ROUTER_HANDOVER, 1)
    case .publisher: _ = croute_zmq_set(handle, ZMQ_SNDHWM, 0)
    }
    guard zmq_bind(handle, address) == 0 else {
      let error = SocketError("cannot listen at \(address)")
      zmq_close(handle)
      throw error
    }
  }

  deinit { close() }

  /// Closes the socket; what was sent lingers for a moment to be delivered.
  func close() {
    if isOpen { zmq_close(handle) }
    isOpen = false
  }

  /// Has `send` tell whether there is anybody to send to.
  func requireReceiver() { _ = croute_zmq_set(handle, ZMQ_ROUTER_MANDATORY, 1) }

  /// The next message's frames; `nil` if none arrives in time.
  ///
  /// - Parameter milliseconds: how long to wait; -1 for ever.
  /// - Throws: when the context ends.
  func receive(within milliseconds: Int) throws(SocketError) -> [[UInt8]]? {
    while true {
      let state = croute_zmq_wait(handle, milliseconds)
      if state == 0 { return nil }
      if state > 0 { break }
      if croute_zmq_is_interrupted() == 0 { throw SocketError("cannot wait for messages") }
    }
    var frames: [[UInt8]] = []
    var hasMore = true
    while hasMore {
      var message = zmq_msg_t()
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      while zmq_msg_recv(&message, handle, 0) < 0 {
        if croute_zmq_is_interrupted() == 0 { throw SocketError("cannot receive") }
      }
      frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))))
      hasMore = zmq_msg_more(&message) != 0
    }
    return frames
  }

  /// Sends a message's frames; false if nobody is there to receive them.
  @discardableResult
  func send(_ frames: [[UInt8]]) -> Bool {
    for (index, frame) in frames.enumerated() {
      let flags = index + 1 < frames.count ? ZMQ_SNDMORE : 0
      while zmq_send(handle, frame, frame.count, flags) < 0 {
        if croute_zmq_is_interrupted() == 0 { return false }
      }
    }
    return true
  }
}
