import Glibc

/// Parses decimal numbers quickly, bit for bit as `strtod` does.
///
/// Most recorded numbers have at most 15 digits: both the digits as an integer and the power of ten are then exact
/// doubles, and one multiplication or division rounds correctly (Clinger, 1990). Up to 19 digits are divided by the power
/// of ten as integers, so that the remainder tells how to round. All others go to `strtod`.
package enum NumberParser {
  /// The finite number that a text spells as files spell numbers; `nil` for other texts.
  package static func parse(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { parse($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The number in `bytes`; `nil` if there is none.
  ///
  /// Blanks around the number, a plus sign, `.5`, `5.`, `nan`, `inf` and `infinity` in any case are accepted;
  /// hexadecimal is not.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    var index = start
    var isNegative = false
    if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    let first = index
    var mantissa: UInt64 = 0
    while index < end, let digit = digit(bytes[index]) {
      mantissa = mantissa &* 10 &+ digit
      index += 1
    }
    var digitCount = index - first
    var exponent = 0
    if index < end, bytes[index] == 0x2E {
      index += 1
      let first = index
      while index < end, let digit = digit(bytes[index]) {
        mantissa = mantissa &* 10 &+ digit
        index += 1
      }
      exponent = first - index
      digitCount += index - first
    }
    if digitCount == 0 { return word(bytes[index..<end], isNegative: isNegative) }
    if index < end, bytes[index] | 0x20 == 0x65 {
      index += 1
      var isExponentNegative = false
      if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B {
        isExponentNegative = bytes[index] == 0x2D
        index += 1
      }
      guard index < end else { return nil }
      var written = 0
      while index < end, let digit = digit(bytes[index]) {
        if written < 100_000 { written = written * 10 + Int(digit) }
        index += 1
      }
      exponent += isExponentNegative ? -written : written
    }
    guard index == end else { return nil }
    // 19 digits always fit into 64 bits, and zeros before them count for nothing.
    if digitCount > 19 {
      digitCount -= bytes[first..<index].prefix { $0 == 0x30 || $0 == 0x2E }.count { $0 == 0x30 }
    }
    let magnitude: Double
    if digitCount <= 19, mantissa <= 1 << 53, abs(exponent) <= 22 {
      let value = Double(mantissa)
      let power = powersOfTen[abs(exponent)]
      magnitude = exponent < 0 ? value / power : value * power
    } else if digitCount <= 19, mantissa > 0, exponent <= 0, -exponent < powersOfFive.count {
      magnitude = quotient(of: mantissa, byTenTo: -exponent)
    } else {
      return slow(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }
    return isNegative ? -magnitude : magnitude
  }

  /// `mantissa / 10^exponent`, correctly rounded; neither is 0 to begin with, and 5^exponent fits into 64 bits.
  private static func quotient(of mantissa: UInt64, byTenTo exponent: Int) -> Double {
    let shift = mantissa.leadingZeroBitCount
    let powerShift = powersOfFive[exponent].leadingZeroBitCount
    let dividend = mantissa << UInt64(shift)
    let divisor = powersOfFive[exponent] << UInt64(powerShift)
    // Both have their highest bit set, so that the quotient has 63 or 64 bits, ten more than a double. A bit below those
    // that count stands for the remainder.
    let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
    let rounded = Double(quotient | (remainder == 0 ? 0 : 1))
    let scale = powerShift - shift - 63 - exponent
    return rounded * Double(bitPattern: UInt64(1023 + scale) << 52)
  }

  /// The powers of five that fit into 64 bits.
  private static let powersOfFive: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 5 }
  }

  /// 1 for `true` and 0 for `false` in any case, as Python and R write truth values; `nil` for all else.
  package static func truth(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count == 4 || bytes.count == 5 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "true": return 1
    case "false": return 0
    default: return nil
    }
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let digit = byte &- 0x30
    return digit < 10 ? UInt64(digit) : nil
  }

  private static func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isNegative: Bool) -> Double? {
    guard (3...8).contains(bytes.count) else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "nan": return .nan
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    default: return nil
    }
  }

  /// The value of well-formed digits, by the C library.
  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
      for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[bytes.count] = 0
      return buffer.baseAddress.map { strtod($0, nil) } ?? .nan
    }
  }
}
