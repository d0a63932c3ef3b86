import CommandLanguage
import CrouteLanguage
import Display
import Input
import SessionTestSupport
import Testing
import Workbench

@Suite struct BudgetSliderTests {
  private func json(_ commands: String) throws -> JSONValue {
    let interpreter = Interpreter()
    let text = try interpreter.output(
      "load sim:routerbench --queries 400\nfit quality noisy --ante 0.6 --post 0.3\nset format json\n" + commands)
    return try JSONParser.parse(String(text.split(separator: "\n").last ?? ""))
  }

  /// What a budget gives is what `lambda --budget` says of it.
  @Test(arguments: ["routing", "cascade-routing"]) func budgetsAreTunedAsElsewhere(_ strategy: String) throws {
    let budgets = try #require(try json("lambda \(strategy) --interactive")["budgets"]?.array)
    #expect(budgets.count == 41)
    for index in [3, 20, 31] {
      let own = budgets[index]
      let budget = try #require(own["budget"]?.double)
      let other = try #require(try json("lambda \(strategy) --budget \(budget)")["budget"])
      #expect(abs((own["gamma"]?.double ?? -1) - (other["gamma"]?.double ?? 1)) < 1e-9)
      for name in ["quality", "cost"] {
        let (a, b) = (own[name]?.double, other["mixture"]?[name]?.double)
        #expect(abs((a ?? -1) - (b ?? 1)) < 1e-9, "\(strategy) \(name) at \(budget): \(a ?? -1), \(b ?? -1)")
      }
      // A router runs one model per query.
      let shares = (own["shares"]?.object ?? []).reduce(0) { $0 + ($1.value.double ?? 0) }
      if strategy == "routing" { #expect(abs(shares - 1) < 1e-9) } else { #expect(shares >= 1 - 1e-9) }
    }
  }

  @Test func itIsForStrategies() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\nfit quality noisy --ante 0.6 --post 0.3")
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("lambda sim.00001 --interactive") }
    #expect(error?.message == "--interactive is for a STRATEGY: a budget is a mean over queries")
  }
}
