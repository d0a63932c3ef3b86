import CZeroMQ
import Foundation
import Input
import JupyterKernel
import TestSupport
import Testing

/// A client of a kernel that runs in this process, on sockets in a folder of their own.
///
/// The kernel goes on until the tests end: its end would be that of the process.
final class KernelClient {
  private static let key = Array("secret".utf8)
  private let folder: TemporaryFolder
  private let context: UnsafeMutableRawPointer
  private var sockets: [ConnectionFile.Channel: UnsafeMutableRawPointer] = [:]
  private let composer: Composer
  private static let dealer: Int32 = 5
  private static let subscriber: Int32 = 2

  /// Starts a kernel and waits until it answers.
  ///
  /// - Parameter key: what the client signs with.
  init(key: [UInt8] = KernelClient.key) throws {
    folder = try TemporaryFolder()
    composer = Composer(signer: Signer(key: key))
    context = try #require(zmq_ctx_new())
    let json = try JSONParser.parse(
      """
      {"transport": "ipc", "ip": "\(folder.path)/s", "key": "secret", "shell_port": 1, "iopub_port": 2,
       "stdin_port": 3, "control_port": 4, "hb_port": 5}
      """)
    let connection = try ConnectionFile(json, path: "k.json")
    let information = Parrot.information
    Thread.detachNewThread {
      guard let kernel = try? Kernel(connection, information, Parrot()) else { return }
      kernel.run()
    }
    for channel in ConnectionFile.Channel.allCases {
      let socket = try #require(zmq_socket(context, channel == .iopub ? Self.subscriber : Self.dealer))
      if channel == .iopub { zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) }
      // The client that executes is the one that is asked.
      if channel != .iopub { zmq_setsockopt(socket, ZMQ_IDENTITY, "me", 2) }
      _ = croute_zmq_set(socket, ZMQ_LINGER, 0)
      zmq_connect(socket, connection.address(of: channel))
      sockets[channel] = socket
    }
    if key != Self.key { return }
    // What is published before the subscription has arrived is lost: ask until something is heard.
    repeat { send("kernel_info_request", [:], on: .shell) } while receive(on: .iopub, within: 100) == nil
    while receive(on: .shell, within: 300) != nil {}
    while receive(on: .iopub, within: 100) != nil {}
  }

  deinit {
    for socket in sockets.values { zmq_close(socket) }
    zmq_ctx_term(context)
  }

  /// Sends a request; its id.
  @discardableResult
  func send(_ type: String, _ content: JSONValue, on channel: ConnectionFile.Channel) -> String {
    let frames = composer.frames(type, content: content, to: [], parent: nil)
    sendRaw(frames, on: channel)
    return (try? JSONParser.parse(bytes: frames[2]))?["msg_id"]?.string ?? ""
  }

  /// Sends frames as they are.
  func sendRaw(_ frames: [[UInt8]], on channel: ConnectionFile.Channel) {
    for (index, frame) in frames.enumerated() {
      zmq_send(sockets[channel], frame, frame.count, index + 1 < frames.count ? ZMQ_SNDMORE : 0)
    }
  }

  /// The next message's frames; `nil` where none comes in time.
  func receiveRaw(on channel: ConnectionFile.Channel, within milliseconds: Int = 10_000) -> [[UInt8]]? {
    guard let socket = sockets[channel], croute_zmq_wait(socket, milliseconds) > 0 else { return nil }
    var frames: [[UInt8]] = []
    while true {
      var message = zmq_msg_t()
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      zmq_msg_recv(&message, socket, 0)
      frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))))
      if zmq_msg_more(&message) == 0 { return frames }
    }
  }

  /// A message with the id of the request that it belongs to.
  struct Received {
    var type: String
    var content: JSONValue
    var parent: String?
  }

  /// The next message; `nil` where none comes in time.
  func receive(on channel: ConnectionFile.Channel, within milliseconds: Int = 10_000) -> Received? {
    guard let frames = receiveRaw(on: channel, within: milliseconds),
      let start = frames.firstIndex(of: Message.delimiter),
      let message = try? Message(frames, signer: Signer(key: Self.key)), frames.count > start + 3
    else { return nil }
    let parent = try? JSONParser.parse(bytes: frames[start + 3])
    return Received(type: message.type, content: message.content, parent: parent?["msg_id"]?.string)
  }

  /// What is published for a request, from `busy` to `idle`, as `type content`.
  func published(for id: String) -> [String] {
    var texts: [String] = []
    while let message = receive(on: .iopub) {
      if message.parent != id { continue }
      texts.append(message.type + " " + message.content.text)
      if message.type == "status", message.content["execution_state"] == "idle" { break }
    }
    return texts
  }

  /// Sends a request on shell; the content of its reply and what was published for it.
  func ask(_ type: String, _ content: JSONValue) -> (reply: JSONValue, published: [String]) {
    let id = send(type, content, on: .shell)
    let published = published(for: id)
    return (receive(on: .shell)?.content ?? .null, published)
  }

  /// Executes a cell; the content of its reply and what was published for it between `busy` and `idle`.
  func execute(_ code: String, _ options: JSONValue = [:]) -> (reply: JSONValue, published: [String]) {
    let (reply, published) = ask(
      "execute_request", .object([.init("code", .string(code))] + (options.object ?? [])))
    return (reply, published.filter { !$0.hasPrefix("status ") })
  }
}
