import CommandLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct ProseOperatorsTests {
  private func place(_ text: String) throws -> Int? {
    do {
      try sessionFile(text).checkOperators()
      return nil
    } catch let error as LocatedError {
      return error.location?.line
    }
  }

  /// CommonMark 5.2: a bullet interrupts a paragraph, and the operator is gone.
  @Test(arguments: [
    ("quality is 0.404\n* 0.6984 in all\n", 2), ("a\nb\n+ c\n", 3), ("# A\na\n  * b\n", 3),
    ("'''croute\necho a\n'''\nsum a\n+ b\n", 5), ("---\ncroute: {format: 1}\n---\na\n+ b\n", 5),
    ("- item\n\ntext\n* b\n", 4), ("    <!-- a\n\nb\n+ c\n", 4),
  ]) func refused(_ text: String, _ line: Int) throws { #expect(try place(text) == line) }

  @Test(arguments: [
    "a\n\n* item\n* item\n", "these:\n* item\n", "* item\nand on\n* item\n", "a *b*\n*c* d\n", "'''text\na\n+ b\n'''\n",
    "<!-- a\n+ b\n-->\n", "a\n    + b\n", "a +\nb\n", "# A\n+ item\n", "1. a\n   + b\n",
    "a\n\n    b\n+ item\n",
  ]) func allowed(_ text: String) throws { #expect(try place(text) == nil) }

  @Test func checkAndExportSayWhere() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/f.md"
    try folder.write(sessionText("a\n+ b\n\n'''croute\necho a\n'''\n'''output\na\n'''\n"), to: "f.md")
    let verdict = SessionCheck().verdict(on: path)
    #expect(
      verdict.exitCode == 2 && verdict.text.contains("f.md:2:1: error: found a line of a para"), "\(verdict.text)")
    #expect(throws: Diagnostic.self) { try NotebookExport.notebook(of: path) }
  }
}
