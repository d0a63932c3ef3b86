import Glibc

/// The content between the quotes of a JSON string.
enum JSONString {
  /// Writes the unescaped text of well-formed `content` into `room`, of the same size, and returns its length.
  ///
  /// An unpaired surrogate becomes U+FFFD.
  static func unescape(
    _ content: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard let from = content.baseAddress, let to = room.baseAddress else { return 0 }
    var count = 0
    var index = 0
    while index < content.count {
      let escape = memchr(from + index, 0x5C, content.count - index)
      let length = escape.map { UnsafeRawPointer($0) - UnsafeRawPointer(from + index) } ?? content.count - index
      memcpy(to + count, from + index, length)
      count += length
      index += length
      guard index + 1 < content.count else { break }
      let letter = content[index + 1]
      index += 2
      if letter == 0x75 {
        var unit = hexadecimal(content, at: index)
        index += 4
        if unit & 0xFC00 == 0xD800, index + 6 <= content.count, content[index] == 0x5C, content[index + 1] == 0x75 {
          let low = hexadecimal(content, at: index + 2)
          if low & 0xFC00 == 0xDC00 {
            unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            index += 6
          }
        }
        for byte in String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8 {
          room[count] = byte
          count += 1
        }
      } else {
        room[count] = control(letter) ?? letter
        count += 1
      }
    }
    return count
  }

  /// The byte of the escape with `letter`; `nil` where JSON has no such escape.
  static func control(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The value of a hexadecimal digit; `nil` for other bytes.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  private static func hexadecimal(_ content: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
    var value: UInt32 = 0
    for offset in index..<min(index + 4, content.count) { value = value << 4 | (digit(content[offset]) ?? 0) }
    return value
  }
}
