import Input
import Synchronization

/// Publishes messages to all clients, one at a time from any thread.
final class Publisher: Sendable {
  private let socket: Mutex<Socket?>
  private let composer: Composer

  init(_ socket: Socket, _ composer: Composer) {
    self.socket = Mutex(socket)
    self.composer = composer
  }

  /// Publishes a message that belongs to the request with the header `parent`.
  func publish(_ type: String, _ content: JSONValue, parent: [UInt8]?) {
    let frames = composer.frames(type, content: content, to: [Array(type.utf8)], parent: parent)
    socket.withLock { _ = $0?.send(frames) }
  }

  /// Publishes what the kernel is doing: `starting`, `busy` or `idle`.
  func publish(state: String, parent: [UInt8]?) {
    publish("status", ["execution_state": .string(state)], parent: parent)
  }

  /// Stops publishing.
  func close() {
    socket.withLock { socket in
      socket?.close()
      socket = nil
    }
  }
}
