/// Gzip files made byte by byte (RFC 1952), so that it is known what stands where.
package enum GzipMaker {
  /// The file of a text that is stored as it is, without what would follow the first bytes of the text.
  ///
  /// - Parameter count: how many bytes of the text there are.
  package static func cutShort(_ text: String, at count: Int) -> [UInt8] {
    let (low, high) = (UInt8(text.utf8.count & 0xFF), UInt8(text.utf8.count >> 8))
    // The head, and of the only block that it is the last one and stored, its length, and that inverted.
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, low, high, ~low, ~high] + text.utf8.prefix(count)
  }
}
