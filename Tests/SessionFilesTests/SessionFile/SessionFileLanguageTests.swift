import CommandLanguage
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

extension LineLanguage: SessionFileLanguage {}

/// Session files of a language that has neither seeds nor variables nor files.
@Suite struct SessionFileLanguageTests {
  private func verdict(_ text: String) throws -> SessionCheck.Verdict {
    let folder = try TemporaryFolder()
    let path = try folder.write(sessionText(text), to: "f.md")
    let verdict = SessionCheck { LineLanguage() }.verdict(on: path)
    return SessionCheck.Verdict(text: verdict.text.replacing(path, with: "f.md"), exitCode: verdict.exitCode)
  }

  @Test func theNameIsThatOfFencesAndHeader() throws {
    let text = """
      ---
      lines: {format: 1, seed: 7}
      croute: {format: none of ours}
      ---
      '''croute
      none of ours
      '''
      '''lines
      say a
      '''
      '''output
      a
      '''
      """
    #expect(try verdict(text) == .init(text: "f.md: 1 output as expected\n", exitCode: 0))
    let differs = try verdict(text.replacing("say a", with: "say b"))
    #expect(differs.exitCode == 1 && differs.text.hasSuffix("-a\n+b\n"))
    #expect(try verdict("---\nlines: {format: 2}\n---\n").exitCode == 2)
  }

  @Test func nothingAssignsParameters() throws {
    let refused = try verdict("'''lines tags=[\"parameters\"]\nsay a\n'''\n")
    #expect(refused.exitCode == 2 && refused.text.contains("found 'say a' in a cell of parameters, expected nothing"))
  }

  @Test func notebooksBearTheName() throws {
    let file = try SessionFile(sessionText("'''lines\nsay a\n'''\n"), language: "lines")
    let notebook = NotebookExport.text(of: file, in: LineLanguage())
    #expect(notebook.contains("\"name\": \"lines\"") && !notebook.contains("croute"))
    let back = try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n", language: "lines")
    #expect(back == file.text)
  }
}
