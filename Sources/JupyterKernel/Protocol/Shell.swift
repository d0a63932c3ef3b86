import Input

/// Executes, completes and explains, one request after the other, on the thread that owns the session.
final class Shell {
  let channel: Channel
  let publisher: Publisher
  let input: StandardInput
  let language: any KernelLanguage
  let lifecycle: Lifecycle
  private let common: CommonRequests
  private let ending: Ending
  var history = KernelHistory()
  /// The number of the latest cell that was counted.
  var count = 0
  /// Requests that were received and not yet answered.
  private var waiting: [Message] = []
  /// How long after an error the requests that a client had sent before may take to arrive, in milliseconds.
  private static let grace = 10

  init(
    channel: Channel, publisher: Publisher, input: StandardInput, language: any KernelLanguage, common: CommonRequests,
    lifecycle: Lifecycle, ending: Ending
  ) {
    self.channel = channel
    self.publisher = publisher
    self.input = input
    self.language = language
    self.common = common
    self.lifecycle = lifecycle
    self.ending = ending
  }

  /// Answers until the kernel ends.
  func run() {
    while true {
      switch channel.receive(within: -1) {
      case .request(let request): handle(request)
      case .dropped, .nothing: break
      case .closed: return close()
      }
    }
  }

  private func close() {
    channel.close()
    input.close()
  }

  private func handle(_ request: Message) {
    publisher.publish(state: "busy", parent: request.header)
    answer(request)
    publisher.publish(state: "idle", parent: request.header)
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      publisher.publish(state: "busy", parent: next.header)
      next.type == "execute_request" ? abort(next) : answer(next)
      publisher.publish(state: "idle", parent: next.header)
    }
  }

  private func answer(_ request: Message) {
    switch request.type {
    case "execute_request": execute(request)
    case "complete_request": complete(request)
    case "inspect_request": inspect(request)
    case "is_complete_request": checkCompleteness(request)
    case "history_request":
      channel.reply(to: request, ["status": "ok", "history": history.reply(to: request.content)])
    case "shutdown_request": ending.end(asked: request, on: channel, publisher) { close() }
    case "comm_open":
      // Comms are not supported: one opened by a client is closed at once.
      publisher.publish(
        "comm_close", ["comm_id": request.content["comm_id"] ?? "", "data": [:]], parent: request.header)
    case "comm_msg", "comm_close": break
    default:
      if let reply = common.reply(to: request) {
        channel.reply(to: request, reply)
      } else {
        Log.write("no answer to \(request.type) on shell")
      }
    }
  }

  /// Receives the requests that were sent before a client could know of an error; cells among them are not executed.
  func holdWaiting() {
    let deadline = ContinuousClock.now + .milliseconds(Self.grace)
    while true {
      let rest = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      switch channel.receive(within: max(0, Int(rest.rounded(.up)))) {
      case .request(let request): waiting.append(request)
      case .dropped: break
      case .nothing, .closed: return
      }
    }
  }

  private func abort(_ request: Message) {
    channel.reply(to: request, ["status": "aborted", "execution_count": .integer(count)])
  }
}
