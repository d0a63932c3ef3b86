/// A number whose thousands are set apart by points, as in `1.234` or `-1.234.567,8`.
struct GroupedNumber {
  /// Whether it can be no number with a decimal point.
  let isProof: Bool
  /// Where its decimal comma stands; `nil` where it has none.
  private let comma: Int?

  /// The number that a field is; `nil` for other texts.
  init?(_ field: UnsafeBufferPointer<UInt8>) {
    guard field.count < 40, let first = field.first else { return nil }
    let start = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? 1 : 0
    let comma = field.firstIndex(of: UInt8(ascii: ","))
    let groups = field[start..<(comma ?? field.count)].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    func isDigits(_ part: some Collection<UInt8>) -> Bool { !part.isEmpty && part.allSatisfy { $0 &- 0x30 < 10 } }
    guard groups.count > 1, groups.allSatisfy(isDigits), groups[0].count <= 3, groups[0].first != 0x30,
      groups.dropFirst().allSatisfy({ $0.count == 3 }), comma.map({ isDigits(field[($0 + 1)...]) }) ?? true
    else { return nil }
    self.comma = comma
    isProof = comma != nil || groups.count > 2
  }

  /// Writes the field without the points of its thousands, and with a point for its comma.
  ///
  /// - Returns: how many bytes that are.
  func write(_ field: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    for (index, byte) in field.enumerated() where byte != UInt8(ascii: ".") {
      room[count] = index == comma ? UInt8(ascii: ".") : byte
      count += 1
    }
    return count
  }
}
