import CSodium

/// Signs messages with HMAC-SHA256, so that only those who know the connection file's key are listened to.
package struct Signer: Sendable {
  private let key: [UInt8]

  /// A signer with a key; an empty one signs nothing and accepts everything.
  package init(key: [UInt8]) { self.key = key }

  /// The signature of frames, as lower-case hexadecimal digits.
  package func signature(of frames: some Sequence<[UInt8]>) -> [UInt8] {
    if key.isEmpty { return [] }
    var state = crypto_auth_hmacsha256_state()
    var digest = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    crypto_auth_hmacsha256_init(&state, key, key.count)
    for frame in frames { croute_hmac_add(&state, frame, frame.count) }
    crypto_auth_hmacsha256_final(&state, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// Whether `signature` is that of the frames; takes the same time wherever it differs.
  package func accepts(_ signature: [UInt8], of frames: some Sequence<[UInt8]>) -> Bool {
    if key.isEmpty { return true }
    let expected = self.signature(of: frames)
    return signature.count == expected.count && sodium_memcmp(signature, expected, expected.count) == 0
  }
}
