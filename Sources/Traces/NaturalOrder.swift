/// The order of names in which numbers count by their value, whatever their length: 9 stands before 10.
enum NaturalOrder {
  /// Whether `first` stands before `second`.
  static func precedes(_ first: String, _ second: String) -> Bool { compare(first, second) < 0 }

  /// Below 0 where `first` stands before `second`, above 0 where it stands behind it, 0 for the same bytes.
  static func compare(_ first: String, _ second: String) -> Int {
    let (left, right) = (Array(first.utf8), Array(second.utf8))
    var (i, j) = (0, 0)
    // What tells 007 and 7 apart where nothing else does.
    var tie = 0
    while i < left.count, j < right.count {
      if isDigit(left[i]), isDigit(right[j]) {
        let (a, b) = (digits(of: left, from: i), digits(of: right, from: j))
        let (own, other) = (a.drop { $0 == 0x30 }, b.drop { $0 == 0x30 })
        if own.count != other.count { return own.count - other.count }
        if !own.elementsEqual(other) { return own.lexicographicallyPrecedes(other) ? -1 : 1 }
        if tie == 0 { tie = b.count - a.count }
        (i, j) = (a.endIndex, b.endIndex)
      } else if left[i] != right[j] {
        return left[i] < right[j] ? -1 : 1
      } else {
        (i, j) = (i + 1, j + 1)
      }
    }
    let rest = (left.count - i) - (right.count - j)
    return rest != 0 ? rest : tie
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func digits(of bytes: [UInt8], from start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix(while: isDigit)
  }
}
