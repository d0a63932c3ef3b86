import Input

/// How recorded texts compare where nothing says that their column is one of numbers.
package enum RecordedText {
  /// The two numbers that two texts are; `nil` where either says more than its number, as 007 and 0x7 do, or where
  /// zeros at the end may tell them apart, as in 3.1 and 3.10.
  static func numbers(_ first: String, _ second: String) -> (Double, Double)? {
    var spellings = NumberSpellings()
    guard let a = number(first, &spellings), let b = number(second, &spellings) else { return nil }
    return (a, b)
  }

  private static func number(_ text: String, _ spellings: inout NumberSpellings) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      guard let number = NumberParser.parse(bytes), number.isFinite, spellings.admit(bytes) else { return nil }
      return number
    }
  }

  /// The number of a text of decimals; `nil` for others, such as 007, which say more than their number.
  private static func decimal(_ text: String) -> Double? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    if digits.first == 0x30, let next = digits.dropFirst().first, next &- 0x30 < 10 { return nil }
    return NumberParser.parse(text)
  }

  /// Below 0 where `first` comes before `second`, above 0 where it comes behind it.
  ///
  /// Decimals are ordered by their value, other texts, and decimals of one value without an exponent, in natural order: 9
  /// before 10, q9 before q10, 3.1 before 3.10, and 1e1 neither before nor after 10.
  package static func compare(_ first: String, _ second: String) -> Int {
    if let a = decimal(first), let b = decimal(second) {
      if a != b { return a < b ? -1 : 1 }
      if hasExponent(first) || hasExponent(second) { return 0 }
    }
    return numbers(first, second) == nil ? NaturalOrder.compare(first, second) : 0
  }

  private static func hasExponent(_ decimal: String) -> Bool {
    decimal.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
  }
}
