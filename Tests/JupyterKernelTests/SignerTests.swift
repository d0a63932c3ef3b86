import JupyterKernel
import Testing

@Suite struct SignerTests {
  private func hexadecimal(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// RFC 4231, test cases 1, 2, 3 and 6.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func knownVectors(key: [UInt8], data: [UInt8], expected: String) {
    #expect(hexadecimal(Signer(key: key).signature(of: [data])) == expected)
  }

  @Test func framesAreSignedAsOneText() {
    let signer = Signer(key: Array("Jefe".utf8))
    let parts = ["what do ya ", "", "want for ", "nothing?"].map { Array($0.utf8) }
    #expect(signer.signature(of: parts) == signer.signature(of: [Array("what do ya want for nothing?".utf8)]))
  }

  @Test func onlyTheRightSignatureIsAccepted() {
    let signer = Signer(key: Array("key".utf8))
    let frames = [Array("{}".utf8)]
    var signature = signer.signature(of: frames)
    #expect(signer.accepts(signature, of: frames))
    #expect(!signer.accepts([], of: frames))
    #expect(!signer.accepts(signature.dropLast(), of: frames))
    #expect(!signer.accepts(signature, of: [Array("{ }".utf8)]))
    signature[63] ^= 1
    #expect(!signer.accepts(signature, of: frames))
  }

  @Test func anEmptyKeySignsNothingAndAcceptsEverything() {
    let signer = Signer(key: [])
    #expect(signer.signature(of: [[1, 2, 3]]).isEmpty)
    #expect(signer.accepts([9], of: [[1, 2, 3]]))
  }
}
