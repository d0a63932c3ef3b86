import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SessionResultsTests {
  /// A result is `_`, the name of `--as`, and the latest run or sweep; a table leaves the latest run alone.
  @Test func resultsHaveNames() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 60\nfit quality constant\nrun mix --budget 0.001 --as first\nsql --as t SELECT 1 AS a;"
    )
    try interpreter.output("set format csv")
    #expect(try interpreter.output("sql SELECT a FROM _") == "a\n1\n")
    #expect(try interpreter.output("sql SELECT count(*) > 10 AS n FROM first") == "n\n1\n")
    #expect(try interpreter.output("sql SELECT count(*) > 10 AS n FROM _run") == "n\n1\n")
    for name in ["1x", "a b", "sqlite_a", "PRAGMA_a"] {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output("sql --as '\(name)' SELECT 1;") }
      #expect(error?.message.hasPrefix("--as is '\(name)', expected a name ") == true)
    }
  }

  /// A name that no result can have is refused before anything is computed: 97 models would take minutes.
  @Test func namesAreReadFirst() {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output("experiment runtime --as 'a b'") }
    #expect(error?.message.hasPrefix("--as is 'a b', expected a name ") == true)
  }

  @Test func whatIsMissingIsSaid() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60")
    for (command, message, suggestion) in [
      ("write _ x.csv", "there is no result", "try: sweep all"),
      ("policy _ p.json", "there is no result", "try: run index --budget 0.001"),
      ("write other x.csv", "unknown result 'other'", nil),
    ] {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output(command) }
      #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
      if let suggestion { #expect(error?.suggestion == suggestion) }
    }
  }
}
