import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionFiles
import TestSupport
import Testing

/// Names and texts of trace files in what commands show, in every format of output.
@Suite struct HostileNamesTests {
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
}
