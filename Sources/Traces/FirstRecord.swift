/// Whether the header of a table, or the first record of a JSON file, ends within the beginning of the file.
struct FirstRecord {
  /// Whether it does.
  let isWhole: Bool

  /// The largest beginning in which a document is looked at as a whole; in larger ones a list's first object counts.
  private static let documentSize = 1 << 20

  /// Looks at the beginning of a file.
  init(_ bytes: [UInt8]) {
    guard let start = bytes.firstIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      isWhole = false
      return
    }
    switch bytes[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      isWhole = Self.endsObject(bytes[start...], below: bytes.count < Self.documentSize ? 0 : 1)
    default: isWhole = bytes[start...].contains { $0 == 0x0A || $0 == 0x0D }
    }
  }

  /// Whether the first object ends: the document itself, or the first object of the list that it is; with `depth` 1 the
  /// first object of any list in it.
  private static func endsObject(_ bytes: ArraySlice<UInt8>, below depth: Int) -> Bool {
    var open: [UInt8] = []
    var isText = false
    var isEscaped = false
    for byte in bytes {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        let last = open.popLast()
        if open.isEmpty { return true }
        guard last == UInt8(ascii: "{"), open.last == UInt8(ascii: "[") else { continue }
        if open.count == 1 || depth > 0 { return true }
      default: break
      }
    }
    return false
  }
}
