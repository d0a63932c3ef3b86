import CommandLanguage
import Display

/// The bytes of session files: UTF-8 whose lines end with LF.
package enum SessionText {
  /// How many bytes a session file may have.
  package static let limit = 4_000_000

  /// The text that the bytes hold.
  ///
  /// - Throws: where a byte is no UTF-8, a carriage return or a zero, where a byte order mark begins the file, or where it
  ///   is longer than `limit`.
  package static func decoded(_ bytes: [UInt8]) throws(LocatedError) -> String {
    if bytes.count > limit {
      throw mistake(
        "more than \(Format.count(limit)) bytes", expected: "at most that many in a session file", at: limit, in: bytes)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw mistake("a byte order mark", at: 0, in: bytes)
    }
    let text = String(validating: bytes, as: UTF8.self)
    let invalid = text == nil ? validCount(bytes) : bytes.count
    if let forbidden = bytes[..<invalid].firstIndex(where: { $0 == 0x0D || $0 == 0 }) {
      throw mistake(bytes[forbidden] == 0 ? "a zero byte" : "a carriage return", at: forbidden, in: bytes)
    }
    guard let text else { throw mistake("a byte that is not UTF-8", at: invalid, in: bytes) }
    return text
  }

  /// How many bytes at the beginning are UTF-8.
  private static func validCount(_ bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { count += scalar.count }
    return count
  }

  private static func mistake(
    _ found: String, expected: String = "UTF-8 text whose lines end with LF", at offset: Int, in bytes: [UInt8]
  ) -> LocatedError {
    let before = bytes[..<offset]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let location = SourceLocation(
      line: before.count { $0 == 0x0A } + 1, column: String(decoding: before[start...], as: UTF8.self).count + 1)
    return LocatedError(.malformed(found: found, expected: expected), at: location)
  }
}
