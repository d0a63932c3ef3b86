import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

/// Tables follow the session: nothing is stale, nothing is filled that nobody asked for.
@Suite struct SQLCacheTests {
  private let interpreter = Interpreter()

  init() throws { try interpreter.output("set format csv\nload sim:routerbench --queries 200") }

  private func ask(_ question: String) throws -> String {
    let lines = try interpreter.output("sql SELECT " + question).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst().dropLast().joined(separator: " ")
  }

  @Test func followsFilterPoolAndUndo() throws {
    let all = try ask("count(*) FROM queries")
    #expect(all == "200")
    #expect(try ask("count(*), count(DISTINCT model) FROM outcomes") == "2200,11")
    let coding = try ask("count(*) FROM queries WHERE \"group\" = 'coding'")
    try interpreter.output("filter group = coding")
    #expect(try ask("count(*) FROM queries") == coding)
    #expect(try ask("count(*) / 11 FROM outcomes") == coding)
    try interpreter.output("pool gpt-4,mistral-7b,Yi")
    #expect(try ask("count(*) / 3, min(model) FROM outcomes") == coding + ",Yi-34B")
    #expect(try ask("model FROM models") == "mistral-7b Yi-34B gpt-4")
    // What `sql` answers is no step of its own, unless it has a name.
    try interpreter.output("undo\nundo")
    #expect(try ask("count(*) FROM queries") == "200")
    #expect(try ask("count(*) FROM models") == "11")
  }

  @Test func followsTheSplit() throws {
    try interpreter.output("split --train 50% --tune 0")
    let parts = try ask("part, count(*) FROM queries GROUP BY part")
    let output = try interpreter.output("set format text\nsplit --train 50% --tune 0\nset format csv")
    let counts = output.split { !$0.isNumber }.map(String.init)
    #expect(parts == "test,\(counts[2]) train,\(counts[0])" && counts[1] == "0")
  }

  @Test func followsTheTraceSet() throws {
    #expect(throws: Diagnostic.self) { try ask("confidence FROM outcomes") }
    try interpreter.output("load sim:cascade --queries 50")
    #expect(try ask("count(*), count(confidence) > 0 FROM outcomes WHERE query_id = 'sim.00001'").hasSuffix(",1"))
    #expect(try ask("count(*) FROM queries") == "50")
    try interpreter.output("use routerbench")
    #expect(try ask("count(*) FROM queries") == "200")
    try interpreter.output("drop routerbench\ndrop cascade")
    #expect(throws: Diagnostic.self) { try ask("count(*) FROM queries") }
  }

  @Test func followsTheFit() throws {
    #expect(
      try interpreter.output("set format text\nsql SELECT count(*) AS n FROM estimates;\nset format csv")
        .contains("note: estimates is empty: nothing is fitted"))
    try interpreter.output("fit cost constant")
    #expect(try ask("count(*), count(ante), count(cost_ante) FROM estimates") == "2200,0,2200")
    try interpreter.output("fit quality constant")
    #expect(try ask("DISTINCT estimator, cost_estimator FROM estimates") == "constant,constant")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3")
    #expect(try ask("DISTINCT estimator FROM estimates") == "noisy --ante 0.6 --post 0.3")
    try interpreter.output("undo")
    #expect(try ask("DISTINCT estimator FROM estimates") == "constant")
  }

  /// A result that takes the place of another, and one whose name SQL cannot tell from a table's.
  @Test func followsResults() throws {
    try interpreter.output("sql --as x SELECT 1 AS a")
    #expect(try ask("a FROM x") == "1")
    try interpreter.output("sql --as x SELECT 2 AS a")
    #expect(try ask("a FROM x") == "2")
    try interpreter.output("sql --as x SELECT 3 AS b")
    #expect(try ask("b FROM x") == "3")
    try interpreter.output("sql --as Queries SELECT 1 AS a")
    #expect(try ask("count(*) FROM Queries") == "200")
  }

  @Test func columnsThatSQLCannotTellApartGetNumbers() throws {
    #expect(try interpreter.output("sql SELECT 1 AS a, 2 AS A, 3 AS a") == "a,A_2,a_3\n1,2,3\n")
  }

  /// The same rows in the same order from a session that asked before and from one that did not.
  @Test func orderIsTheTraces() throws {
    let question = "query_id, model FROM outcomes WHERE quality = 1"
    let first = try ask(question)
    try interpreter.output("filter group = coding")
    _ = try ask("count(*) FROM outcomes")
    try interpreter.output("filter off")
    #expect(try ask(question) == first)
    #expect(first.hasPrefix("sim.00001,"))
  }
}
