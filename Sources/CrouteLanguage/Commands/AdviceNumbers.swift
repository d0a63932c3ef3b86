import Display
import Routing

/// The numbers in the sentences of advice, each with as many digits as it deserves.
package enum AdviceNumbers {
  static func quality(_ value: Double) -> String { Format.fixed(value, 3) }

  static func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + Format.fixed(value, 3) }

  static func amount(_ cost: Double, _ unit: String) -> String { "\(Format.significant(cost, 3)) \(unit)" }

  static func percent(_ share: Double) -> String {
    let value = 100 * share
    return
      (abs(value - value.rounded()) < 1e-9 || abs(value) >= 9.95
      ? Format.fixed(value, 0) : Format.significant(value, 2)) + "%"
  }

  static func range(_ interval: Interval) -> String {
    "\(percent(interval.low).dropLast())-\(percent(interval.high))"
  }

  /// By how much a mean cost is above a budget; `nil` where it is not.
  ///
  /// - Parameter over: the mean cost less the budget.
  package static func excess(_ over: Interval, over budget: Double, _ unit: String) -> String? {
    if over.estimate <= 1e-6 * budget { return nil }
    let bound = "the budget of \(amount(budget, unit))"
    if budget <= 0 { return "above \(bound)" }
    func part(_ value: Double) -> String { "\(percent(abs(value) / budget)) \(value < 0 ? "less" : "more")" }
    return "\(part(over.estimate)) than \(bound) (95%: \(part(over.low)) to \(part(over.high)))"
  }
}
