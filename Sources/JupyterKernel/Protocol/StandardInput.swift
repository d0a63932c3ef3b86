import Glibc
import Input
import Mathematics

/// Asks the client that had a cell executed, over the stdin socket; used by the thread that executes.
final class StandardInput: Sendable {
  private let socket: Socket
  private let composer: Composer
  private let signer: Signer

  init(_ socket: Socket, _ composer: Composer, _ signer: Signer) {
    socket.requireReceiver()
    self.socket = socket
    self.composer = composer
    self.signer = signer
  }

  /// The line that the sender of `request` answers; `nil` once `cancellation` is set, or where it does not listen.
  func ask(_ question: String, of request: Message, until cancellation: CancellationFlag) -> String? {
    while let old = try? socket.receive(within: 0) { _ = old }
    let frames = composer.frames(
      "input_request", content: ["prompt": .string(question), "password": false], to: request.identities,
      parent: request.header)
    guard send(frames, until: cancellation) else { return nil }
    while !cancellation.isCancelled {
      let frames: [[UInt8]]?
      do { frames = try socket.receive(within: 20) } catch { return nil }
      guard let frames else { continue }
      do {
        let reply = try Message(frames, signer: signer)
        if reply.type == "input_reply" && reply.identities == request.identities {
          return reply.content["value"]?.string ?? ""
        }
      } catch {
        Log.write("dropped a message on stdin: \(error.text)")
      }
    }
    return nil
  }

  /// Sends a question; a client that has only just connected may need a moment.
  private func send(_ frames: [[UInt8]], until cancellation: CancellationFlag) -> Bool {
    for _ in 0..<100 where !cancellation.isCancelled {
      if socket.send(frames) { return true }
      usleep(10_000)
    }
    return false
  }

  /// Closes the socket.
  func close() { socket.close() }
}
