/// The bytes of one character in UTF-8.
enum UTF8Sequence {
  /// How many of the bytes, which begin with one from 0x80, are the first character; `nil` where they begin with none.
  ///
  /// Overlong forms, surrogates and what lies beyond U+10FFFF are none (Unicode, table 3-7).
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let first = bytes[0]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard bytes.count >= length, second.contains(bytes[1]) else { return nil }
    return bytes[2..<length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
  }
}
