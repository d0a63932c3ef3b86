import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct StateResultReaderTests {
  private let folder: TemporaryFolder
  private let saved = Interpreter()
  private var state: String { folder.path + "/s.json" }

  init() throws {
    folder = try TemporaryFolder()
    try saved.output(
      """
      load sim:routerbench --queries 120
      fit quality logistic
      run cascade --budget 0.001 --as r
      sweep mix index --budgets 2 --as s
      sql --as t SELECT model, avg(quality) AS q FROM outcomes GROUP BY model;
      state save \(state)
      """)
  }

  /// What follows from the traces is computed again, a table is read back: all are what they were.
  @Test func resultsComeBack() throws {
    let other = Interpreter()
    #expect(try other.output("state load \(state)").contains("3 results"))
    for result in ["r", "s", "t"] {
      for interpreter in [saved, other] { try interpreter.output("set format csv") }
      let question = "sql SELECT * FROM \(result);"
      let (own, again) = (try saved.output(question), try other.output(question))
      #expect(own == again && own.split(separator: "\n").count > 2, "\(again)")
    }
  }

  @Test(arguments: [
    ("\"kind\": \"run\"", "\"kind\": \"walk\"", "kind: found 'walk', expected run, sweep or table"),
    ("\"strategy\": \"cascade\"", "\"strategy\": \"cascad\"", "strategy"),
    ("\"kind\": \"table\"", "\"kind\": \"sweep\"", "on"),
  ])
  func whatIsNoResultIsRefused(old: String, new: String, says: String) throws {
    let text = try String(contentsOfFile: state, encoding: .utf8)
    #expect(text.contains(old))
    let path = try folder.write(text.replacing(old, with: new), to: "wrong.json")
    let other = Interpreter()
    let error = try #require(throws: Diagnostic.self) { try other.output("state load \(path)") }
    #expect(error.message.contains(says), "\(error.message)")
    #expect(throws: Diagnostic.self) { try other.output("show r") }
  }
}
