import CommandLanguage
import CrouteLanguage
import Routing
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct GuaranteeTextTests {
  /// Two models for 1 and 4, the cheap one right on two queries of three, the dear one on all.
  private func interpreter(_ folder: TemporaryFolder, count: Int) throws -> Interpreter {
    var traces = "query_id,model,quality,cost,split\n"
    for (part, count) in [("train", 20), ("tune", 30), ("test", count)] {
      for query in 0..<count {
        for (model, cost) in [("small", 1), ("large", 4)] {
          let quality = model == "large" || query % 3 > 0 ? 1 : 0
          traces += "\(part)\(query),\(model),\(quality),\(cost),\(part)\n"
        }
      }
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(traces, to: "t.csv"))\nsplit --by split")
    return interpreter
  }

  private func flat(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }

  /// A mixture of cost b costs b on every query in expectation, so that it is certain up to the budget itself.
  @Test func aCostIsGuaranteed() throws {
    let interpreter = try interpreter(try TemporaryFolder(), count: 100)
    let text = flat(try interpreter.output("run mix --budget 2.5 --confidence 90%"))
    #expect(
      text.contains(
        "with 90% confidence, mix at budget 2.5 USD costs at most 2.5 USD per query on average (asymptotic: one-sided "
          + "bootstrap-t), on queries like the 100 test queries"), "\(text)")
    #expect(text.contains("mix at budget 2.5 USD, measured on"), "\(text)")
    let explained = flat(try interpreter.output("explain test0"))
    #expect(explained.contains("how the policy was certified, test by test:") && explained.contains("passed"))
  }

  /// With a cap the bound is that of Hoeffding and Bentkus, which ends the series before the budget; it is kept in states and
  /// in policies.
  @Test func underACapItIsKeptEverywhere() throws {
    let folder = try TemporaryFolder()
    let interpreter = try interpreter(folder, count: 100)
    let text = flat(try interpreter.output("run mix --budget 2.5 --confidence 95% --cap 5 --as mine"))
    #expect(text.contains("and never more than 5 USD") && text.contains("failed: stop"), "\(text)")
    #expect(text.contains("no query costs more than 5 USD"), "\(text)")
    let written = flat(try interpreter.output("policy mine \(folder.path)/p.json"))
    #expect(written.contains("with 95% confidence, mix at budget"), "\(written)")
    let policy = try PolicyFile.read(folder.path + "/p.json")
    #expect(policy.cap == 5 && policy.guarantee?.contains("and never more than 5 USD") == true)
    let explained = try interpreter.output("explain test1")
    try interpreter.output("state save \(folder.path)/s.json")
    let other = Interpreter()
    try other.output("state load \(folder.path)/s.json")
    #expect(try other.output("explain test1") == explained)
    #expect(try other.output("policy mine \(folder.path)/p.json").contains("with 95% confidence"))
  }

  /// Nothing is certified of too few queries: no result is kept.
  @Test func refusalsSayWhatItTakes() throws {
    let interpreter = try interpreter(try TemporaryFolder(), count: 10)
    let text = flat(try interpreter.output("run mix --budget 1.5 --confidence 95% --cap 5"))
    #expect(text.contains("nothing is certified: on 10 test queries the cheapest policy of mix cost 1 USD"), "\(text)")
    #expect(text.firstMatch(of: /it would take about (\d+) test queries/) != nil, "\(text)")
    #expect(throws: Diagnostic.self) { try interpreter.output("explain test1") }
    let never = flat(try interpreter.output("run mix --budget 0.5 --confidence 95% --cap 5"))
    #expect(never.contains("which is no less than the bound"), "\(never)")
  }

  /// A loss is a difference of qualities. By hand, a reference of quality 0.4 of which 0.3 are left has lost 0.1, a quarter.
  @Test func aLossIsNoPercentage() {
    func sentence(p: Double) -> String {
      let test = Guarantee.Test(budget: 2, cost: 2, quality: 0.3, risk: 0.1, p: p)
      return Guarantee(.loss(reference: "large", level: 0.125), confidence: 0.95, queryCount: 80, tests: [test])
        .sentence("mix", unit: "USD")
    }
    #expect(
      sentence(p: 0.01)
        == "with 95% confidence, mix at budget 2 USD loses on average at most 0.125 of quality to large, on queries like the 80 test "
        + "queries; there it has quality 0.3000 for 2 USD per query")
    #expect(
      sentence(p: 0.5)
        == "nothing is certified: on 80 test queries the most expensive of these policies lost 0.1 of quality to large, which is no "
        + "less than the bound")
  }

  @Test(arguments: [
    "run mix --confidence 95%", "run mix --budget 2 --confidence 20%", "run mix --budget 2 --confidence 95% --draw",
    "run mix --budget 2 --cap 0", "split --folds 3\nrun mix --budget 2 --confidence 95%",
  ])
  func mistakes(commands: String) throws {
    let interpreter = try interpreter(try TemporaryFolder(), count: 40)
    #expect(throws: Diagnostic.self) { try interpreter.output(commands) }
  }
}
