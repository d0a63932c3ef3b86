import Input

/// A socket on which clients ask and are answered: receives what is signed, sends what belongs to a request.
///
/// Owned by one thread.
final class Channel: Sendable {
  private let name: String
  private let socket: Socket
  private let composer: Composer
  private let signer: Signer
  private let seen: SeenSignatures

  /// - Parameter seen: the signatures of messages on whichever channel.
  init(name: String, socket: Socket, composer: Composer, signer: Signer, seen: SeenSignatures) {
    self.seen = seen
    self.name = name
    self.socket = socket
    self.composer = composer
    self.signer = signer
  }

  /// The result of waiting.
  enum Event {
    case request(Message)
    /// An invalid message was dropped and logged.
    case dropped
    case nothing
    /// The kernel ends.
    case closed
  }

  /// Waits for a request.
  ///
  /// - Parameter milliseconds: how long; -1 for ever.
  func receive(within milliseconds: Int) -> Event {
    let frames: [[UInt8]]?
    do { frames = try socket.receive(within: milliseconds) } catch { return .closed }
    guard let frames else { return .nothing }
    do {
      let message = try Message(frames, signer: signer)
      if !seen.insert(message.signature) { throw Message.Fault.repeated }
      return .request(message)
    } catch let fault as Message.Fault {
      Log.write("dropped a message on \(name): \(fault.text)")
      return .dropped
    } catch {
      return .dropped
    }
  }

  /// Answers a request with the message type that belongs to it.
  func reply(to request: Message, _ content: JSONValue) {
    let type = request.type.hasSuffix("_request") ? String(request.type.dropLast(8)) + "_reply" : request.type
    socket.send(composer.frames(type, content: content, to: request.identities, parent: request.header))
  }

  /// Closes the socket.
  func close() { socket.close() }
}
