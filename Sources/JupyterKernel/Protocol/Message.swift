import Input

/// A message of the Jupyter protocol as it came in.
package struct Message: Sendable {
  /// Why frames are no message.
  package enum Fault: Error, Equatable {
    case noDelimiter
    case tooFewFrames(Int)
    case badSignature
    case repeated
    case malformed(part: String, reason: String)

    /// The fault in words.
    package var text: String {
      switch self {
      case .noDelimiter: "no <IDS|MSG>"
      case .tooFewFrames(let count): "\(count) \(count == 1 ? "frame" : "frames") after <IDS|MSG>, expected at least 5"
      case .badSignature: "the signature is not that of the connection file's key"
      case .repeated: "it was received before"
      case .malformed(let part, let reason): "\(part): \(reason)"
      }
    }
  }

  /// What stands between the routing identities and the message.
  package static let delimiter = Array("<IDS|MSG>".utf8)

  /// The signature, which no two messages share.
  package let signature: [UInt8]
  /// Whom a reply goes to.
  package var identities: [[UInt8]]
  /// The header as it came, byte for byte: a reply's parent header.
  package var header: [UInt8]
  package var id: String
  package var type: String
  /// The client that sent it.
  package var session: String
  package var content: JSONValue

  /// Takes a message apart: identities, delimiter, signature, header, parent header, metadata, content, buffers.
  package init(_ frames: [[UInt8]], signer: Signer) throws(Fault) {
    guard let delimiter = frames.firstIndex(of: Self.delimiter) else { throw .noDelimiter }
    let rest = Array(frames[(delimiter + 1)...])
    guard rest.count >= 5 else { throw .tooFewFrames(rest.count) }
    guard signer.accepts(rest[0], of: rest[1...4]) else { throw .badSignature }
    signature = rest[0]
    identities = Array(frames[..<delimiter])
    header = rest[1]
    let fields = try Self.object(rest[1], part: "header")
    guard let id = fields["msg_id"]?.string, let type = fields["msg_type"]?.string else {
      throw .malformed(part: "header", reason: "no msg_id or msg_type")
    }
    self.id = id
    self.type = type
    session = fields["session"]?.string ?? ""
    _ = try Self.object(rest[2], part: "parent header")
    _ = try Self.object(rest[3], part: "metadata")
    content = try Self.object(rest[4], part: "content")
  }

  private static func object(_ bytes: [UInt8], part: String) throws(Fault) -> JSONValue {
    do {
      let value = try JSONParser.parse(bytes: bytes, path: part)
      guard value.object != nil else { throw Fault.malformed(part: part, reason: "no JSON object") }
      return value
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .malformed(part: part, reason: "not JSON")
    }
  }
}
