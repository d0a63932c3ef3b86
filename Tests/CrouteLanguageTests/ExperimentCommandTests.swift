import CommandLanguage
import CrouteLanguage
import Input
import SessionTestSupport
import Testing
import Traces

@Suite struct ExperimentCommandTests {
  @Test func simulatesWhereSoManyQueriesAreAskedFor() throws {
    let text = try Interpreter().output(
      "load sim:routerbench --queries 300\nexperiment noise-map --small --queries 150 --budgets 2 --bootstrap 10 --as map"
    )
    #expect(text.contains("150 simulated queries, 20% for fitting and tuning"))
    #expect(text.contains("gain of cascade-routing over cascade (AUC)"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func usesTheTracesInUseWhereTheyFit() throws {
    let json = try Interpreter().output(
      "load sim:routerbench --queries 80\nset format json\nexperiment noise-map --budgets 2 --bootstrap 10")
    let object = try JSONParser.parse(String(json.split(separator: "\n").last!))
    #expect(object["queries"] == .integer(80))
    #expect(object["simulated"] == .bool(true))
    guard case .array(let cells)? = object["cells"] else {
      Issue.record("no cells in \(object)")
      return
    }
    #expect(cells.count == 136)  // 16 levels of noise before a run, one at most as great after it
  }

  /// 2^64 - 1, in JSON as text, which other readers would round; where it is the session's, too.
  @Test(arguments: ["set seed 18446744073709551615\n", ""]) func theGreatestSeed(_ setting: String) throws {
    let seed = setting.isEmpty ? " --seed 18446744073709551615" : ""
    let json = try Interpreter().output("\(setting)set format json\nexperiment runtime --small\(seed)")
    let object = try JSONParser.parse(String(json.split(separator: "\n").last!))
    #expect(object["seed"] == .string("18446744073709551615"))
  }

  @Test(arguments: [
    ("experiment noise", "did you mean 'noise-map'"),
    ("experiment noise-map --cell 11/low", "unknown option '--cell' of experiment noise-map"),
    ("experiment noise-map --budgets 1", "a whole number from 2"),
    ("experiment noise-map --queries 0", "--queries is '0'"),
  ]) func refusesWhatMeansNothing(command: String, words: String) {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
    #expect(error?.text.contains(words) == true, "\(error?.text ?? "")")
  }
}
