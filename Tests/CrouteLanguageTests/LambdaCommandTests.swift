import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LambdaCommandTests {
  @Test func allQueriesByHand() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("lambda")
    #expect(text.contains("routing on 1 tune query: 1 change at 1 price"))
    #expect(text.contains("quality 1.0000 for 4 USD per query"))
    // (0.8 - 0.5) / (4 - 1) = 0.1.
    #expect(text.contains("0.1        1           4           1   1.0000   0.0000  large to small"), "\(text)")
  }

  @Test func aBudgetIsMetByGamma() throws {
    // A third of the way from cost 1 to cost 4: gamma = (2 - 1) / (4 - 1).
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("lambda routing --budget 2")
    #expect(text.contains("budget 2 USD per query: lambda 0.1"))
    #expect(text.contains("low-cost rule     66.7%     1   0.0000"))
    #expect(text.contains("high-cost rule    33.3%     4   1.0000"))
    #expect(text.contains("both             100.0%     2   0.3333"))
    #expect(text.contains("(2 - 1) / (4 - 1) = 0.3333"))
    #expect(try interpreter.output("lambda routing --budget 5").contains("gamma is not needed"))
    #expect(try interpreter.output("lambda routing --budget 0.5").contains("below the least possible cost, 1 USD"))
  }

  /// However few prices are shown, that of the budget is among them.
  @Test func theStepOfTheBudgetIsShown() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 400\nfit quality linear --features group")
    for budget in ["0.0005", "0.001", "0.002"] {
      let lines = try interpreter.output("lambda routing --budget \(budget) --head 1").split(separator: "\n")
      let price = try #require(lines.first { $0.hasPrefix("budget") }).split(separator: " ").last!
      let row = try #require(lines.drop { !$0.hasPrefix("-") }.dropFirst().first)
      #expect(row.drop { $0 == " " }.hasPrefix(price.dropLast()), "\(lines)")
    }
  }

  @Test func oneQueryByHand() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("lambda c routing")
    #expect(text.contains("query c, routing: 2 intervals of lambda"))
    #expect(text.contains("   0  0.1  large  0.800   4    1.000     4"), "\(text)")
    #expect(text.contains(" 0.1  inf  small  0.500   1    0.000     1"), "\(text)")
    #expect(text.contains("the first: (0.800 -\n0.500) / (4 - 1) = 0.1"))
  }

  @Test func asJSON() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("set format json")
    func object(_ command: String) throws -> [String: Any] {
      let line = try interpreter.output(command)
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let all = try object("lambda routing --budget 2")
    let flips = try #require(all["flips"] as? [[String: Any]])
    #expect(all["prices"] as? Int == 1 && flips.count == 1)
    #expect(flips[0]["cost_below"] as? Double == 4 && flips[0]["quality_above"] as? Double == 0)
    let budget = try #require(all["budget"] as? [String: Any])
    #expect(abs(try #require(budget["gamma"] as? Double) - 1 / 3) < 1e-12)
    #expect((budget["mixture"] as? [String: Double])?["cost"] == 2)
    let one = try object("lambda c cascade-routing")
    let intervals = try #require(one["intervals"] as? [[String: Any]])
    #expect(one["query_id"] as? String == "c" && intervals.first?["from"] as? Double == 0)
    #expect(intervals.last?["to"] is NSNull && intervals.last?["run"] as? [String] == ["small"])
  }

  @Test func longListsAreCut() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 400\nfit quality noisy --ante 0.6 --post 0.3")
    let text = try interpreter.output("lambda cascade --head 5")
    #expect(text.contains("more prices lie between these") && text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("kinds") || text.contains(" to "))
  }
}
