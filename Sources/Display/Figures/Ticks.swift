import Glibc

/// A tick on an axis with its label.
public struct Tick: Sendable, Equatable {
  /// The value.
  public var value: Double
  /// The label.
  public var label: String

  /// Creates a tick with the given value and label.
  public init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// Round numbers for axes: 1, 2 or 5 times a power of ten apart, with the shortest distinct labels.
///
///     Ticks.linear(in: 0.3...0.8, atMost: 6).map(\.label)    // 0.3 0.4 0.5 0.6 0.7 0.8
///     Ticks.log10(in: 4e-5...3e-3, atMost: 4).map(\.label)   // 0.0001 0.001
public enum Ticks {
  /// The multiples of the smallest round step with at most `count` of them in `range`; none where it is next to empty.
  public static func linear(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span >= 1e-304, span.isFinite, count > 0 else { return [] }
    var exponent = Int(Glibc.log10(span / Double(count)).rounded(.down))
    while true {
      for mantissa in [1, 2, 5] {
        let step = power(mantissa, exponent)
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        if last - first + 1 <= Double(count) {
          if last < first { return [] }
          return labelled((Int(first)...Int(last)).map { Decimal(digits: $0 * mantissa, exponent: exponent) })
        }
      }
      exponent += 1
    }
  }

  /// 1, 2 and 5 in each decade of `range` if these are at most `count`, else decades or every few of them; linear ticks
  /// if the range is too narrow for two.
  public static func log10(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    guard range.lowerBound > 0, range.upperBound.isFinite, count > 0 else { return [] }
    let first = Int(Glibc.log10(range.lowerBound).rounded(.down))
    let last = Int(Glibc.log10(range.upperBound).rounded(.up))
    let decades = [1, 2, 3, 5, 10, 20, 50, 100, 200].map { (mantissas: [1], stride: $0) }
    for (mantissas, stride) in [([1, 2, 5], 1)] + decades {
      var decimals: [Decimal] = []
      for exponent in first...last where exponent % stride == 0 {
        decimals += mantissas.map { Decimal(digits: $0, exponent: exponent) }
      }
      decimals.removeAll { $0.value < range.lowerBound * (1 - 1e-9) || $0.value > range.upperBound * (1 + 1e-9) }
      if decimals.count > count { continue }
      if decimals.count < 2 { break }
      return labelled(decimals)
    }
    return linear(in: range, atMost: count)
  }

  /// Labels in plain digits, or all with powers of ten if plain digits get long.
  private static func labelled(_ decimals: [Decimal]) -> [Tick] {
    let isPlain = decimals.allSatisfy { abs($0.value) < 1e6 && $0.decimals <= 8 && $0.plain.count <= 9 }
    return decimals.map { Tick($0.value, isPlain ? $0.plain : $0.scientific) }
  }

  /// `mantissa` times ten to the `exponent`, rounded once if possible.
  private static func power(_ mantissa: Int, _ exponent: Int) -> Double {
    exponent < 0 ? Double(mantissa) / pow(10, Double(-exponent)) : Double(mantissa) * pow(10, Double(exponent))
  }

  /// digits x 10^exponent, exactly.
  private struct Decimal {
    var digits: Int
    var exponent: Int

    var value: Double { power(digits, exponent) }
    var decimals: Int { max(0, -exponent) }

    var plain: String {
      if digits == 0 { return "0" }
      if exponent >= 0 { return String(digits) + String(repeating: "0", count: exponent) }
      let text = String(digits.magnitude)
      let padded = String(repeating: "0", count: max(0, 1 - exponent - text.count)) + text
      return (digits < 0 ? "-" : "") + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }

    var scientific: String {
      if digits == 0 { return "0" }
      var (digits, exponent) = (digits, exponent)
      while digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
      let text = String(digits.magnitude)
      let fraction = text.dropFirst().isEmpty ? "" : "." + text.dropFirst()
      return (digits < 0 ? "-" : "") + text.prefix(1) + fraction + "e\(exponent + text.count - 1)"
    }
  }
}
