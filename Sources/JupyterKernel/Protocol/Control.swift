import Glibc
import Input

/// Answers requests that must not wait for a running cell: interrupt, shutdown and kernel info.
final class Control: Sendable {
  private let channel: Channel
  private let publisher: Publisher
  private let common: CommonRequests
  private let lifecycle: Lifecycle
  private let ending: Ending
  private let parent: pid_t

  /// - Parameter parent: the process whose end is ours.
  init(
    channel: Channel, publisher: Publisher, common: CommonRequests, lifecycle: Lifecycle, ending: Ending, parent: pid_t
  ) {
    self.channel = channel
    self.publisher = publisher
    self.common = common
    self.lifecycle = lifecycle
    self.ending = ending
    self.parent = parent
  }

  /// Answers until the kernel ends, and ends it when its parent is gone.
  func run() {
    while true {
      switch channel.receive(within: 500) {
      case .request(let request): handle(request)
      case .dropped: break
      case .nothing: if getppid() != parent { ending.end { channel.close() } }
      case .closed: return channel.close()
      }
    }
  }

  private func handle(_ request: Message) {
    publisher.publish(state: "busy", parent: request.header)
    defer { publisher.publish(state: "idle", parent: request.header) }
    switch request.type {
    case "interrupt_request":
      lifecycle.interrupt()
      channel.reply(to: request, ["status": "ok"])
    case "shutdown_request": ending.end(asked: request, on: channel, publisher) { channel.close() }
    default:
      if let reply = common.reply(to: request) {
        channel.reply(to: request, reply)
      } else {
        Log.write("no answer to \(request.type) on control")
      }
    }
  }
}
