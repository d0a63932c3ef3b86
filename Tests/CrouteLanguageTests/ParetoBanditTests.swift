import CommandLanguage
import CrouteLanguage
import Foundation
import Mathematics
import SessionTestSupport
import TestSupport
import Testing

/// Routing among three models on the outcomes that ParetoBandit was measured on, beside what it reached.
@Suite(.enabled(if: SharedData.hasTraces, "needs ../shared/data")) struct ParetoBanditTests {
  /// What ParetoBandit, which learns while it answers, reaches on the test queries: USD a query and reward.
  private static let published: [(cost: Double, quality: Double)] = [
    (2.9e-5, 0.793), (8.3e-5, 0.813), (2.3e-4, 0.859), (6.5e-4, 0.898), (1.7e-3, 0.917), (4.7e-3, 0.924),
    (1.1e-2, 0.929),
  ]

  @Test func routingIsAsGoodForTheSamePrice() throws {
    let interpreter = Interpreter()
    let folder = SharedData.traces.appendingPathComponent("outside/arms").path
    let budgets = Self.published.map { "\($0.cost)" }.joined(separator: ",")
    try interpreter.output("load '\(folder)/paretobandit_val.jsonl' '\(folder)/paretobandit_test.jsonl'")
    let parts = try interpreter.output("split --by file --test paretobandit_test")
    let counts = parts.replacing(#/(\d),(\d)/#) { "\($0.1)\($0.2)" }.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(counts.count == 3 && counts[0] + counts[1] == 1785 && counts[2] == 1824, "\(parts)")
    try interpreter.output("fit quality logistic\nfit cost regression\nsweep routing --budgets \(budgets)")
    let rows = try interpreter.output("set format csv\nsql SELECT cost, quality FROM points ORDER BY cost")
    let points = rows.split(separator: "\n").compactMap { row -> (cost: Double, quality: Double)? in
      let cells = row.split(separator: ",").compactMap { Double($0) }
      return cells.count == 2 ? (cells[0], cells[1]) : nil
    }
    #expect(points.count == 7, "\(rows)")
    // Between two of its points a router can be had by flipping a coin; the published rewards are rounded.
    for (cost, quality) in Self.published {
      let above = points.firstIndex { $0.cost >= cost } ?? points.count - 1
      let ours: Double
      if above == 0 || points[above].cost < cost {
        ours = points[above].quality
      } else {
        let (low, high) = (points[above - 1], points[above])
        ours = low.quality + (high.quality - low.quality) * (cost - low.cost) / (high.cost - low.cost)
      }
      #expect(ours > quality - 0.0005, "at \(cost): \(ours), published \(quality)")
    }
  }
}
