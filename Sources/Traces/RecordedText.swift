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

  /// Below 0 where `first` comes before `second`, above 0 where it comes behind it.
  ///
  /// Two numbers that are written as such are ordered by their value, other texts in natural order: 9 before 10, 3.9
  /// before 3.10.
  package static func compare(_ first: String, _ second: String) -> Int {
    guard let (a, b) = numbers(first, second) else { return NaturalOrder.compare(first, second) }
    return a < b ? -1 : a > b ? 1 : 0
  }
}
