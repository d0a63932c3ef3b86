/// How a number is written, where the number alone says all that its text says.
///
/// `0.5`, `-3`, `1e-05` and `1.5e10` do. `007`, `+49`, `12e4` (as likely a hash), `5.` and whole numbers that a double
/// cannot hold do not: they are texts made of digits, and a number in their place would lose something.
package struct NumberSpelling: Equatable, Sendable {
  /// How many digits stand behind the point.
  package let decimals: Int
  /// Whether the digits behind the point end with zeros beyond a single `.0`, as in `1.10`.
  package let isPadded: Bool

  /// The spelling of a number; `nil` for other texts, and where the number would lose something.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var end = bytes.count
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    while end > index, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
    func skipDigits() -> Int {
      let start = index
      while index < end, bytes[index] &- 0x30 < 10 { index += 1 }
      return index - start
    }
    let first = index
    let whole = skipDigits()
    if whole > 1, bytes[first] == 0x30 { return nil }
    var decimals = 0
    var isPadded = false
    let hasPoint = index < end && bytes[index] == UInt8(ascii: ".")
    if hasPoint {
      index += 1
      decimals = skipDigits()
      if decimals == 0 { return nil }
      isPadded = decimals > 1 && bytes[index - 1] == 0x30
    }
    if whole + decimals == 0 { return nil }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      let isSigned = index < end && (bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+"))
      if isSigned { index += 1 } else if !hasPoint { return nil }
      if skipDigits() == 0 { return nil }
    } else if !hasPoint, whole > 15 {
      guard whole < 19 else { return nil }
      let value = bytes[first..<index].reduce(0) { $0 * 10 + Int($1 - 0x30) }
      if Int(exactly: Double(value)) != value { return nil }
    }
    guard index == end else { return nil }
    self.decimals = decimals
    self.isPadded = isPadded
  }
}

/// The spellings of the numbers of a column, which together may say more than the numbers.
package struct NumberSpellings: Sendable {
  /// The digits behind the point of the first number.
  private var decimals: Int?
  /// Whether other numbers have more or fewer.
  private var differs = false
  private var isPadded = false

  /// No number yet.
  package init() {}

  /// Adds a number of the column; `false` where the column loses something as numbers.
  ///
  /// Zeros at the end, as in `1.10`, are no loss while all numbers have equally many digits behind the point.
  package mutating func admit(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let spelling = NumberSpelling(bytes) else { return false }
    if decimals == nil { decimals = spelling.decimals }
    if spelling.decimals != decimals { differs = true }
    if spelling.isPadded { isPadded = true }
    return !isPadded || !differs
  }

  /// Adds the numbers of another part of the column; `false` where the column loses something as numbers.
  package mutating func admit(_ others: NumberSpellings) -> Bool {
    guard let theirs = others.decimals else { return true }
    if decimals == nil { decimals = theirs }
    if others.differs || theirs != decimals { differs = true }
    if others.isPadded { isPadded = true }
    return !isPadded || !differs
  }
}
