import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct SessionErrorTests {
  /// A mistake of SQL's grammar is one of usage; a name that is not there, and a file that is not as it should be, are not.
  @Test func kindsAreExitCodes() throws {
    let folder = try TemporaryFolder()
    let state = try folder.write(#"{"format": "croute-state", "version": 1, "settings": 3}"#, to: "s.json")
    for (command, words, exitCode) in [
      ("sql SELECT 1 FROM", "the SQL is incomplete", Int32(2)), ("sql SELECT 1 +* 2", "SQL: near \"*\"", 2),
      ("sql SELECT a", "unknown column 'a'", 1), ("state load \(state)", "\(state): settings: found ", 1),
    ] {
      let error = #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
      #expect(error?.message.hasPrefix(words) == true && error?.exitCode == exitCode, "\(error?.message ?? "")")
    }
  }
}
