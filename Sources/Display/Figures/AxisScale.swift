import Glibc

/// The position of values on an axis: 0 at the lower end, 1 at the upper.
struct AxisScale: Equatable {
  let scale: Figure.Scale
  let range: ClosedRange<Double>
  private let named: [Tick]?

  /// The scale of `axis`: over its own range, or over `values` (finite, and above zero on a logarithmic axis) with 4%
  /// of their extent added at both ends. An end at one of the `bases` (where bars begin or cells end) gets no margin.
  ///
  /// Values closer together than 1e-4 of their size are shown around their middle, so that ticks with six digits
  /// differ. There is no scale without values.
  init?(_ axis: Figure.Axis, values: [Double], bases: [Double] = []) {
    scale = axis.scale
    named = axis.ticks
    if let range = axis.range, range.upperBound - range.lowerBound > 0, range.upperBound - range.lowerBound < .infinity,
      axis.scale == .linear || range.lowerBound > 0
    {
      self.range = range
      return
    }
    guard var low = values.min(), var high = values.max() else { return nil }
    switch axis.scale {
    case .linear:
      let size = max(abs(low), abs(high))
      // Of the least numbers there are, no ticks can be told.
      if high - low < 1e-4 * size || high == low || size < 1e-300 {
        let middle = low / 2 + high / 2
        let reach = size < 1e-300 ? 1 : low == high ? 0.1 * size : 1e-4 * size
        (low, high) = (min(low, middle - reach), max(high, middle + reach))
      }
      let margin = 0.04 * (high - low)
      if !bases.contains(low) { low -= margin }
      if !bases.contains(high) { high += margin }
    case .log10:
      if high / low < 1.01 { (low, high) = (low / 2, high * 2) }
      let margin = pow(high / low, 0.04)
      if !bases.contains(low) { low /= margin }
      if !bases.contains(high) { high *= margin }
    }
    range = max(low, -.greatestFiniteMagnitude)...min(high, .greatestFiniteMagnitude)
  }

  /// Whether the ticks are named places.
  var isNamed: Bool { named != nil }

  /// The position of `value`: 0 at the lower end, 1 at the upper, outside [0, 1] if out of range.
  func position(_ value: Double) -> Double {
    switch scale {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .log10: log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
    }
  }

  /// Whether this axis can show `value`.
  func canShow(_ value: Double) -> Bool { scale.canShow(value) }

  /// The ticks: the axis's own within its ends, or at most `count` round numbers.
  func ticks(atMost count: Int) -> [Tick] {
    if let named { return named.filter { (0...1).contains(position($0.value)) } }
    return switch scale {
    case .linear: Ticks.linear(in: range, atMost: count)
    case .log10: Ticks.log10(in: range, atMost: count)
    }
  }
}

extension Figure.Scale {
  /// Whether an axis can show `value`: differences, and on a logarithmic axis ratios, of what it shows are numbers.
  func canShow(_ value: Double) -> Bool {
    self == .linear ? abs(value) <= 1e300 : (1e-150...1e150).contains(value)
  }
}
