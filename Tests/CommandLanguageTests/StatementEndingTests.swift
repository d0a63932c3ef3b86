import CommandLanguage
import Display
import Testing

/// A language whose statements are open while a parenthesis is; it says no more about where they end.
private final class Parentheses: InteractiveLanguage {
  let name = "parentheses"
  var isFinished = false
  func statements(of source: Source) -> [Statement] { Statement.lines(of: source) { _ in false } }
  func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic) {}
  func completeness(of text: String, isTyped: Bool) -> Completeness {
    text.count { $0 == "(" } > text.count { $0 == ")" } ? .incomplete : .complete
  }
}

@Suite struct StatementEndingTests {
  @Test func anOpenLineEndsWhereTheTextIsComplete() throws {
    let language = Parentheses()
    #expect(language.ending(of: "1 + 2") == nil)
    let ending = try #require(language.ending(of: "3 * (2 +"))
    #expect(!ending.isReached(by: "(1 +", in: "3 * (2 +\n(1 +\n"))
    #expect(!ending.isReached(by: "1)", in: "3 * (2 +\n(1 +\n1)\n"))
    #expect(ending.isReached(by: ")", in: "3 * (2 +\n(1 +\n1)\n)\n"))
  }

  @Test(arguments: [
    ("SELECT 1", false), ("FROM t;", true), ("FROM t ; ", true), ("-- a; b", false), ("FROM t\u{37E}", false),
  ])
  func aSemicolonEndsALine(_ line: String, _ isEnd: Bool) {
    #expect(StatementEnding.semicolon.isReached(by: line, in: "sql\n" + line) == isEnd)
  }

  @Test(arguments: [("load a.csv", true), ("load a.csv \\", false), ("", true)])
  func aLineWithoutABackslashIsTheLast(_ line: String, _ isEnd: Bool) {
    #expect(StatementEnding.lineWithoutBackslash.isReached(by: line, in: "set \\\n" + line) == isEnd)
  }

  /// Of a raw command of many lines each is looked at once: what was read so far is not needed.
  @Test func noLineIsReadAgain() throws {
    let ending = try #require(Interpreter().ending(of: "note one"))
    for line in 0..<500 { #expect(!ending.isReached(by: "line \(line)", in: "")) }
    #expect(ending.isReached(by: "end;", in: ""))
  }
}
