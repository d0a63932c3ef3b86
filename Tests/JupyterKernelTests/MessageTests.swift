import Input
import JupyterKernel
import Testing

@Suite struct MessageTests {
  static let signer = Signer(key: Array("secret".utf8))

  /// A request as a client sends it.
  static func frames(
    _ header: String = #"{"msg_id": "1", "msg_type": "execute_request", "session": "s"}"#,
    content: String = #"{"code": "echo a"}"#
  ) -> [[UInt8]] {
    let parts = [header, "{}", "{}", content].map { Array($0.utf8) }
    return [[1, 0, 255], Message.delimiter, signer.signature(of: parts)] + parts
  }

  private func fault(_ frames: [[UInt8]]) -> Message.Fault? {
    do {
      _ = try Message(frames, signer: Self.signer)
      return nil
    } catch {
      return error
    }
  }

  @Test func partsOfAMessage() throws {
    let header = #"{ "session":"s",  "msg_id" : "1", "x": 1.50, "msg_type":"execute_request"}"#
    let message = try Message(Self.frames(header) + [[7, 7]], signer: Self.signer)
    #expect(message.identities == [[1, 0, 255]])
    #expect(message.header == Array(header.utf8))
    #expect(message.id == "1" && message.type == "execute_request" && message.session == "s")
    #expect(message.content["code"] == "echo a")
  }

  @Test func faults() {
    #expect(fault([]) == .noDelimiter)
    #expect(fault([[1], [2]]) == .noDelimiter)
    #expect(fault(Array(Self.frames().prefix(5))) == .tooFewFrames(3))
    var forged = Self.frames()
    forged[6] = Array(#"{"code": "quit"}"#.utf8)
    #expect(fault(forged) == .badSignature)
    #expect(fault(Self.frames("{}")) == .malformed(part: "header", reason: "no msg_id or msg_type"))
    #expect(fault(Self.frames(content: "[]")) == .malformed(part: "content", reason: "no JSON object"))
    #expect(fault(Self.frames(content: "{")) == .malformed(part: "content", reason: "not JSON"))
    let deep = String(repeating: "[", count: 5000)
    #expect(fault(Self.frames(content: deep)) == .malformed(part: "content", reason: "not JSON"))
  }

  @Test func mutationsAreMessagesOrFaults() {
    var dice = SplitMix(state: 11)
    for _ in 0..<3000 {
      var frames = Self.frames()
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: frames.remove(at: Int.random(in: frames.indices, using: &dice))
      case 1: frames.swapAt(Int.random(in: frames.indices, using: &dice), Int.random(in: frames.indices, using: &dice))
      case 2: frames.insert([0, 200], at: Int.random(in: frames.indices, using: &dice))
      default:
        let part = Int.random(in: 3..<7, using: &dice)
        let place = Int.random(in: frames[part].indices, using: &dice)
        frames[part][place] = UInt8.random(in: 0...255, using: &dice)
        frames[2] = Self.signer.signature(of: frames[3...])
      }
      if let message = try? Message(frames, signer: Self.signer) { #expect(message.content.object != nil) }
    }
  }

  @Test func whatIsComposedCanBeRead() throws {
    let request = try Message(Self.frames(), signer: Self.signer)
    let frames = Composer(signer: Self.signer).frames(
      "execute_reply", content: ["status": "ok"], to: request.identities, parent: request.header)
    let reply = try Message(frames, signer: Self.signer)
    #expect(reply.identities == request.identities)
    #expect(reply.type == "execute_reply" && reply.content == ["status": "ok"])
    #expect(frames[4] == request.header)
  }
}

/// A small generator with a seed, so that a failure happens again (Steele and Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
