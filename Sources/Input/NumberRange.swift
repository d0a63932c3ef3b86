/// The allowed range of a recorded quantity.
package enum NumberRange: Sendable {
  /// A quality: from 0 to 1.
  case quality
  /// A quality on another scale, whose ends stand for 0 and 1.
  case scale(ClosedRange<Double>)
  /// A cost: at least 0, and such that sums and squares of many are finite.
  case cost
  /// Any number of which sums and squares are finite, too.
  case finite

  /// A description of the range.
  package var words: String {
    switch self {
    case .quality: "a number from 0 to 1"
    case .scale(let scale): "a number from \(scale.lowerBound.text ?? "") to \(scale.upperBound.text ?? "")"
    case .cost: "a number from 0 to 1e100"
    case .finite: "a number from -1e100 to 1e100"
    }
  }

  /// The number at a share of the scale; the share itself where the range is no scale.
  package func number(at share: Double) -> Double {
    if case .scale(let scale) = self { scale.lowerBound + share * (scale.upperBound - scale.lowerBound) } else { share }
  }

  /// Whether a number is in the range or outside of it by at most a twentieth of its size.
  package func isNear(_ number: Double) -> Bool {
    switch self {
    case .quality: (-0.05...1.05).contains(number)
    case .scale(let scale):
      NumberRange.quality.isNear((number - scale.lowerBound) / (scale.upperBound - scale.lowerBound))
    case .cost, .finite: admitted(number, clip: false) != nil
    }
  }

  /// The number if it is in the range, else (with `clip`) the nearest end of the range, else `nil`.
  ///
  /// NaN gives `nil`, and so does infinity where the range is unbounded on that side.
  package func admitted(_ number: Double, clip: Bool) -> Double? {
    switch self {
    case .quality:
      if number >= 0, number <= 1 { return number }
      return clip && !number.isNaN ? (number < 0 ? 0 : 1) : nil
    case .scale(let scale):
      let share = (number - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
      return NumberRange.quality.admitted(share, clip: clip)
    case .cost:
      if number >= 0, number <= 1e100 { return number }
      return clip && number < 0 ? 0 : nil
    case .finite: return abs(number) <= 1e100 ? number : nil
    }
  }
}
