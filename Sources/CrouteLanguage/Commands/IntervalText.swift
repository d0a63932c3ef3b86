import Display
import Input
import Routing

/// An interval as commands show it.
extension Interval {
  /// Both ends, with so many decimals.
  package func text(_ decimals: Int) -> String {
    "[\(Format.fixed(low, decimals)), \(Format.fixed(high, decimals))]"
  }
  /// Both ends, with so many significant digits.
  package func significantText(_ digits: Int) -> String {
    "[\(Format.significant(low, digits)), \(Format.significant(high, digits))]"
  }
  /// The interval of a cost, which is infinite where a level is never reached.
  package func costText(_ digits: Int) -> String {
    func text(_ value: Double) -> String { value.isFinite ? Format.significant(value, digits) : "never" }
    return "[\(text(low)), \(text(high))]"
  }
  /// The headings of its three columns in a result.
  static func headings(_ name: String) -> [Table.Heading] {
    [.init(name), .init("\(name)_low"), .init("\(name)_high")]
  }
  /// The estimate and both ends.
  var cells: [Table.Cell] { [estimate, low, high].map { .number($0, digits: 6) } }
  /// All three in JSON.
  var json: JSONValue { ["estimate": .number(estimate), "low": .number(low), "high": .number(high)] }
}
