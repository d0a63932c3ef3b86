import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

/// Completion within SQL before a `|`, which stands for the cursor.
@Suite struct SQLCompletionTests {
  private let interpreter = Interpreter()

  init() throws {
    try interpreter.output("load sim:routerbench --queries 100\nsql --as my-table SELECT 1 AS one;")
  }

  private func complete(_ marked: String) -> [String] {
    let text = marked.replacing("|", with: "")
    let cursor = text.index(
      text.startIndex, offsetBy: marked.distance(from: marked.startIndex, to: marked.firstIndex(of: "|")!))
    return interpreter.completion(of: text, at: cursor).candidates.map(\.text)
  }

  @Test func tablesAfterFrom() {
    #expect(complete("sql SELECT * FROM out|") == ["outcomes"])
    #expect(complete("sql SELECT * FROM queries JOIN m|") == ["models", "\"my-table\""])
    #expect(complete("sql SELECT *\nFROM |").starts(with: ["queries", "models", "outcomes", "estimates", "decisions"]))
    #expect(complete("sql SELECT * FROM \"my|") == ["\"my-table\""])
  }

  @Test func columnsOfTheTablesNamed() {
    #expect(complete("sql SELECT qu| FROM outcomes") == ["query_id", "quality", "queries", "quantile("])
    #expect(
      complete("sql SELECT o.| FROM outcomes o, queries AS q") == ["query_id", "model", "quality", "cost", "answer"])
    #expect(complete("sql SELECT q.x_l| FROM outcomes o, queries AS q") == ["x_length"])
    #expect(complete("sql SELECT outcomes.co| FROM outcomes") == ["cost"])
    // A column that is a word of SQL comes in quotes.
    #expect(complete("sql SELECT q.gr| FROM queries q").first == "\"group\"")
    #expect(complete("sql SELECT \"gr| FROM queries").first == "\"group\"")
    #expect(complete("sql SELECT on| FROM \"my-table\"").first == "one")
  }

  @Test func wordsAndFunctions() {
    #expect(complete("sql SEL|") == ["SELECT"])
    #expect(complete("sql sel|") == ["select"])
    #expect(complete("sql SELECT med|") == ["median("])
    #expect(complete("sql SELECT 1 LIM|") == ["LIMIT"])
  }

  @Test func modelsWithinQuotes() {
    #expect(complete("sql SELECT 1 FROM outcomes WHERE model = 'gpt-4|") == ["gpt-4'"])
    #expect(complete("sql SELECT 'x', m|").contains("model"))
  }

  @Test func optionsBeforeTheText() {
    #expect(complete("sql --a|") == ["--as"])
    #expect(complete("sql --|") == ["--as", "--file", "--head"])
    #expect(complete("sql --as x --|") == ["--file", "--head"])
    #expect(complete("sql --as x --f|") == ["--file"])
    #expect(complete("sql --as |").isEmpty)
    #expect(complete("sql |") == ["SELECT", "VALUES", "WITH"])
  }

  @Test func otherCommandsAreNotSQL() {
    #expect(complete("sql SELECT 1;\ndes|") == ["describe"])
    #expect(complete("echo a; sel|").isEmpty)
  }
}
