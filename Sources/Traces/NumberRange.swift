/// Which numbers a recorded quantity may be.
package struct NumberRange: Sendable {
  /// The smallest and the largest number allowed; `nil` where any finite one is.
  package let bounds: ClosedRange<Double>?
  /// The range in words.
  package let words: String

  /// A quality.
  package static let quality = NumberRange(bounds: 0...1, words: "a number from 0 to 1")
  /// A cost.
  package static let cost = NumberRange(
    bounds: 0...Double.greatestFiniteMagnitude, words: "a finite number, at least 0")
  /// Anything that can be calculated with.
  package static let finite = NumberRange(bounds: nil, words: "a finite number")

  /// The number itself if it is in the range, else (with `clip`) the end of the range that is nearest, else `nil`.
  ///
  /// What is not a number stays `nil`, and so does infinity where the range has no end on that side.
  package func admitted(_ number: Double, clip: Bool) -> Double? {
    if number.isNaN { return nil }
    guard let bounds else { return number.isFinite ? number : nil }
    if bounds.contains(number) { return number }
    guard clip else { return nil }
    if number < bounds.lowerBound { return bounds.lowerBound }
    return bounds.upperBound == .greatestFiniteMagnitude ? nil : bounds.upperBound
  }
}
