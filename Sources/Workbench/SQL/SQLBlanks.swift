extension String {
  /// This SQL with comments and some quoted text replaced by blanks; everything else keeps its position.
  ///
  ///     "SELECT 'a' -- b".blanked(quotes: "'")   // "SELECT         "
  ///
  /// - Parameter quotes: those of `'`, `"`, `` ` `` and `[` whose content is blanked.
  package func blanked(quotes: String) -> String {
    let quotes = Set(quotes.utf8)
    var bytes = Array(utf8)
    /// The position after the first occurrence from `start` on.
    func end(of closing: String, from start: Int) -> Int {
      let closing = Array(closing.utf8)
      var index = start
      while index + closing.count <= bytes.count {
        if bytes[index..<index + closing.count].elementsEqual(closing) { return index + closing.count }
        index += 1
      }
      return bytes.count
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let start = index
      // A doubled quote is treated as the end of one text and the start of the next, with the same effect.
      switch byte {
      case UInt8(ascii: "-") where next == byte: index = end(of: "\n", from: start)
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"): index = end(of: "*/", from: start + 2)
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        index = end(of: String(UnicodeScalar(byte)), from: start + 1)
      case UInt8(ascii: "["): index = end(of: "]", from: start + 1)
      default:
        index += 1
        continue
      }
      let isComment = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      if isComment || quotes.contains(byte) {
        for place in start..<index { bytes[place] = UInt8(ascii: " ") }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
