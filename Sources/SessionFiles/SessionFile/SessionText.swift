import CommandLanguage
import Display

/// The bytes of session files: UTF-8, with or without a byte order mark, whose lines all end with LF or all with CRLF.
package enum SessionText {
  /// How many bytes a session file may have.
  package static let limit = 4_000_000
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text that the bytes hold, without a byte order mark and with LF at the end of lines.
  ///
  /// - Throws: where a byte is no UTF-8, a zero, or a carriage return that does not end a line as the first one ends, or where the file
  ///   is longer than `limit`.
  package static func decoded(_ bytes: [UInt8]) throws(LocatedError) -> String {
    if bytes.count > limit {
      throw mistake(
        "more than \(Format.count(limit)) bytes", expected: "at most that many in a session file", at: limit, in: bytes)
    }
    let text = String(validating: bytes, as: UTF8.self)
    let invalid = text == nil ? validCount(bytes) : bytes.count
    let endsWithCRLF = endsWithCRLF(bytes)
    let forbidden = bytes[..<invalid].indices.first { index in
      switch bytes[index] {
      case 0: true
      case 0x0D: !endsWithCRLF || index + 1 == bytes.count || bytes[index + 1] != 0x0A
      case 0x0A: endsWithCRLF && (index == 0 || bytes[index - 1] != 0x0D)
      default: false
      }
    }
    if let forbidden {
      let found =
        switch bytes[forbidden] {
        case 0: "a zero byte"
        case 0x0A: "a line that ends with LF"
        default: "a carriage return"
        }
      throw mistake(found, at: forbidden, in: bytes)
    }
    guard text != nil else { throw mistake("a byte that is not UTF-8", at: invalid, in: bytes) }
    let plain = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    return String(decoding: endsWithCRLF ? plain.filter { $0 != 0x0D } : Array(plain), as: UTF8.self)
  }

  /// A text as the bytes of a file that began and whose lines ended as those of `original`.
  package static func encoded(_ text: String, like original: [UInt8]) -> String {
    (original.starts(with: mark) ? "\u{FEFF}" : "")
      + (endsWithCRLF(original) ? text.replacing("\n", with: "\r\n") : text)
  }

  /// Whether the first line ends with CRLF.
  private static func endsWithCRLF(_ bytes: [UInt8]) -> Bool {
    bytes.firstIndex(of: 0x0A).map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
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
    _ found: String, expected: String = "UTF-8 text whose lines all end with LF, or all with CRLF", at offset: Int,
    in bytes: [UInt8]
  ) -> LocatedError {
    let before = bytes[..<offset]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let location = SourceLocation(
      line: before.count { $0 == 0x0A } + 1, column: String(decoding: before[start...], as: UTF8.self).count + 1)
    return LocatedError(.malformed(found: found, expected: expected), at: location)
  }
}
