import CommandLanguage
import Display
import Foundation
import SessionFiles
import TestSupport
import Testing
import Workbench

@Suite struct VisibleTests {
  @Test func controlCharactersAreSpelledOut() {
    #expect(Visible.text("a\u{1B}[31mb\n\tc\u{7F}\u{9B}\r") == "a\\x1b[31mb\n\tc\\x7f\\x9b\\x0d")
    #expect(Visible.text("a\r\nb") == "a\\x0d\nb")
    #expect(Visible.text("x\u{202E}y\u{2066}z\u{200F}") == "x\\u{202e}y\\u{2066}z\\u{200f}")
    #expect(Visible.text("é ○ 日本 👩‍👩‍👧 e\u{301}") == "é ○ 日本 👩‍👩‍👧 e\u{301}")
  }

  @Test func oneLine() {
    #expect(Visible.line("a\r\nb\nc\rd\te\u{B}f\u{2028}g\u{0}") == "a b c d e f g\\x00")
    #expect(Visible.line("plain") == "plain")
  }

  /// Nothing that a terminal obeys comes from data: names, prompts, groups with ESC, OSC and carriage returns.
  @Test func noControlCharacterOfDataIsShown() throws {
    let folder = try TemporaryFolder()
    let escape = "\u{1B}]0;PWN\u{7}"
    let cell = "\"<img src=x> \u{1B}[2J\r evil & \u{202E}\""
    let rows = ["q\(escape),m\u{1B}[31m,1,1,\(cell),g", "r,b|`x`,0,2,p,\"g\u{1B}[1m\"", "r,m\u{1B}[31m,0,2,p,h"]
    try folder.write(
      "query_id,model,quality,cost,prompt,group\n" + rows.joined(separator: "\n") + "\n", to: "esc.csv")
    let interpreter = Interpreter()
    let frontEnd = ReplayFrontEnd()
    var shown = ""
    for command in [
      "load \(folder.path)/esc.csv", "show", "show r", "describe", "describe --by group", "traces",
      "sql SELECT * FROM queries;", "set format markdown", "show", "sql SELECT * FROM queries;", "set format json",
      "sql SELECT * FROM queries;", "set format text", "pool m\u{1B}[31m", "show nobody\u{1B}[0m", "echo a\u{1B}b",
      "plot bars _ --y quality",
    ] {
      do { try interpreter.execute(Source(command), io: frontEnd) } catch { shown += error.text + error.brief }
      for bundle in frontEnd.take() { shown += bundle.text + (bundle.html ?? "") + (bundle.svg ?? "") }
    }
    #expect(shown.contains("\\x1b[31m") && shown.contains("\\u{202e}") && shown.utf8.count > 1_000)
    for scalar in shown.unicodeScalars where scalar != "\n" && scalar != "\t" {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{202E}")
    }
  }

  @Test func tablesStayTables() {
    let table = Table(
      [.init("id"), .init("text"), .init("n")],
      rows: [[.text("q1"), .text("first\r\nsecond"), .integer(1)], [.text("日本語"), .text("a|b<c>"), .integer(22)]])
    // A wide character takes two columns.
    #expect(
      table.text(width: 80) == """
        id      text           n
        ------  ------------  --
        q1      first second   1
        日本語  a|b<c>        22

        """)
    #expect(
      table.markdown == """
        | id | text | n |
        | --- | --- | --: |
        | q1 | first second | 1 |
        | 日本語 | a\\|b&lt;c> | 22 |

        """)
    #expect(table.csv == "id,text,n\nq1,\"first\r\nsecond\",1\n日本語,a|b<c>,22\n")
  }
}
