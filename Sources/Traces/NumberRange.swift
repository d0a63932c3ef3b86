/// Which numbers a recorded quantity may be.
package enum NumberRange: Sendable {
  /// A quality: from 0 to 1.
  case quality
  /// A cost: finite and at least 0.
  case cost
  /// Anything that can be calculated with.
  case finite

  /// The range in words.
  package var words: String {
    switch self {
    case .quality: "a number from 0 to 1"
    case .cost: "a finite number, at least 0"
    case .finite: "a finite number"
    }
  }

  /// The number itself if it is in the range, else (with `clip`) the end of the range that is nearest, else `nil`.
  ///
  /// What is not a number stays `nil`, and so does infinity where the range has no end on that side.
  package func admitted(_ number: Double, clip: Bool) -> Double? {
    switch self {
    case .quality:
      if number >= 0, number <= 1 { return number }
      return clip && !number.isNaN ? (number < 0 ? 0 : 1) : nil
    case .cost:
      if number >= 0, number.isFinite { return number }
      return clip && number < 0 ? 0 : nil
    case .finite: return number.isFinite ? number : nil
    }
  }
}
