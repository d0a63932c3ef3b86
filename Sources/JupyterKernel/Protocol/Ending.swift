import Foundation
import Input
import Synchronization

/// Ends the process: quickly even while a cell is being executed, but not before the last messages are out.
final class Ending: Sendable {
  private let context: SocketContext
  private let publisher: Publisher
  private let lifecycle: Lifecycle
  private let hasBegun = Atomic<Bool>(false)
  /// How long a running cell may take to notice.
  private static let patience = 0.15

  init(_ context: SocketContext, _ publisher: Publisher, _ lifecycle: Lifecycle) {
    self.context = context
    self.publisher = publisher
    self.lifecycle = lifecycle
  }

  /// Answers a `shutdown_request` and ends; see `end(closing:)`.
  func end(asked request: Message, on channel: Channel, _ publisher: Publisher, closing: () -> Void) {
    let content: JSONValue = ["status": "ok", "restart": .bool(request.content["restart"]?.bool ?? false)]
    channel.reply(to: request, content)
    publisher.publish("shutdown_reply", content, parent: request.header)
    publisher.publish(state: "idle", parent: request.header)
    end(closing: closing)
  }

  /// Ends the process. The sockets of other threads are closed by these once they notice.
  ///
  /// - Parameter closing: closes the sockets of the thread that calls.
  func end(closing: () -> Void) {
    if hasBegun.exchange(true, ordering: .relaxed) { return }
    lifecycle.end()
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: Self.patience)
      _exit(0)
    }
    closing()
    publisher.close()
    context.end()
    _exit(0)
  }
}
