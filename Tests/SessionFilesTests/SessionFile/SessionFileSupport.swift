import CommandLanguage
import SessionFiles
import Testing

/// The text of a session file: cells and prose between the lines of one string.
///
/// Markdown fences are written with `'''` so that they do not end the literals of tests.
func sessionText(_ text: String) -> String {
  text.replacing(/'{3,}/) { String(repeating: "`", count: $0.output.count) }
}

/// The file, read.
func sessionFile(_ text: String) throws -> SessionFile { try SessionFile(sessionText(text)) }

/// Expects a text to be refused with that message at that place, with exit code 2.
func expectMistake(
  _ text: String, _ place: String, _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  do {
    _ = try sessionFile(text)
    Issue.record("no error", sourceLocation: sourceLocation)
  } catch let error as LocatedError {
    let diagnostic = Diagnostic(error, in: Source(sessionText(text), name: "f.md"))
    let found = diagnostic.location.map { "\($0.line):\($0.column)" }
    #expect(found == place, sourceLocation: sourceLocation)
    #expect(diagnostic.message == sessionText(message), sourceLocation: sourceLocation)
    #expect(diagnostic.exitCode == 2, sourceLocation: sourceLocation)
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
  }
}
