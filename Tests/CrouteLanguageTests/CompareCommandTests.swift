import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct CompareCommandTests {
  /// Two models: `small` for 1 is always wrong, `large` for 5 always right, on 30 queries of each part.
  private func session() throws -> Interpreter {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<30 { traces += "\(part)\(query),small,0,1,\(part)\n\(part)\(query),large,1,5,\(part)\n" }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nfit quality constant\nfit cost constant")
    return interpreter
  }

  @Test("Runs: every query differs by 1 and by 4, so the intervals have no width; all fits into 80 columns")
  func runs() throws {
    let interpreter = try session()
    try interpreter.output("run single:small --as a\nrun single:large --as b")
    let text = try interpreter.output("compare a b")
    #expect(text.contains("a       single:small   0.0000  first\n"), "\(text)")
    #expect(text.contains("b       single:large   1.0000  1.0000      [1.0000, 1.0000]\n"), "\(text)")
    #expect(text.contains("b       single:large     5  4           [4, 4]\n"), "\(text)")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(
    arguments: [
      ("run mix --budget 2 --as a\ncompare a", "compare needs a sweep, or two or more runs"),
      (
        "sweep mix --budgets 2 --as a\nsplit --train 30% --tune 20%\nsweep mix --budgets 2 --as b\ncompare a b",
        "the results are on different test queries"
      ),
    ]) func whatCannotBeComparedIsSaid(_ commands: String, _ message: String) throws
  {
    let interpreter = try session()
    let error = thrown { () throws(Diagnostic) in try interpreter.output(commands) }
    #expect(error?.message == message && error?.suggestion == "try: sweep all", "\(error?.text ?? "nothing")")
  }

  /// Never relative to a bound: mixing has 50, small alone has nothing.
  @Test func differencesAreRelativeToWhatCanBeHad() throws {
    let interpreter = try session()
    try interpreter.output("sweep single:small mix oracle --budgets 1,5")
    let text = try interpreter.output("compare")
    #expect(text.contains("mix           50.00  [50.00, 50.00]  best\n"), "\(text)")
    #expect(text.contains("single:small   0.00  [0.00, 0.00]    -50.00"), "\(text)")
    let other = try interpreter.output("compare --against single:small")
    #expect(other.contains("  baseline\n") && other.contains("50.00  [50.00, 50.00]  50.00"), "\(other)")
    #expect(throws: Diagnostic.self) { try interpreter.output("compare --against routing") }
    #expect(throws: Diagnostic.self) { try interpreter.output("compare --at-quality large --against mix") }
  }

  @Test("Of several results each row says which it is from")
  func sweeps() throws {
    let interpreter = try session()
    try interpreter.output("sweep mix --budgets 1,5 --as a\nsweep mix --budgets 1,3,5 --as b")
    let text = try interpreter.output("compare a b")
    #expect(text.contains("\na       mix       50.00") && text.contains("\nb       mix       50.00"), "\(text)")
    #expect(try !interpreter.output("compare a").contains("result"))
    try interpreter.output("set format json")
    let line = try interpreter.output("compare a b")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let strategies = try #require(object["strategies"] as? [[String: Any]])
    #expect(strategies.map { $0["result"] as? String } == ["a", "b"])
  }
}
