import CommandLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing

/// `check --update` beside somebody who edits the file.
@Suite struct UpdateTests {
  @Test func anEditMadeMeanwhileIsKept() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/f.md"
    // The session itself replaces its file while it is checked: an edit at the right moment.
    let text = "```croute\nsave f.md --force\n```\n```output\nwrong\n```\n"
    try folder.write(text, to: "f.md")
    var check = SessionCheck()
    check.updates = true
    let verdict = check.verdict(on: path)
    #expect(verdict.exitCode == 1)
    #expect(verdict.text.hasSuffix("f.md: changed while it was being checked: not updated\n"))
    let after = try String(contentsOfFile: path, encoding: .utf8)
    #expect(after.contains("# Recorded session") && !after.contains("wrong"))
  }

  /// Of a session that fails nothing is written; of another all that a plain check compares, in the place of what was there.
  @Test func filesAreWrittenAtTheEnd() throws {
    let folder = try TemporaryFolder()
    let start = "---\ncroute: {writes: [out.csv]}\n---\n```croute\nsql --as t SELECT 1 AS a;\nwrite t out.csv\n```\n"
    let path = try folder.write(start + "```croute\nuse nobody\n```\n", to: "f.md")
    try folder.write("old\n", to: "out.csv")
    var check = SessionCheck()
    check.updates = true
    #expect(check.verdict(on: path).exitCode == 1)
    #expect(try String(contentsOfFile: folder.path + "/out.csv", encoding: .utf8) == "old\n")
    try folder.write(start, to: "f.md")
    #expect(check.verdict(on: path) == .init(text: "\(path): updated 1 place\n", exitCode: 0))
    #expect(try String(contentsOfFile: folder.path + "/out.csv", encoding: .utf8) == "a\n1\n")
    check.updates = false
    #expect(check.verdict(on: path).exitCode == 0)
  }

  /// Each block gets its own output, whichever others differ, and what is right stays.
  @Test func manyDifferences() throws {
    let folder = try TemporaryFolder()
    func text(_ output: (Int) -> String) -> String {
      (0..<3_000).map { "```croute\necho \($0)\n```\n```output\n\(output($0))\n```\n" }.joined(separator: "\n")
    }
    try folder.write(text { $0 % 3 == 0 ? "\($0)" : "wrong" }, to: "f.md")
    var check = SessionCheck()
    check.updates = true
    let verdict = check.verdict(on: folder.path + "/f.md")
    #expect(verdict.text.hasSuffix("f.md: updated 2,000 places\n") && verdict.exitCode == 0)
    #expect(try String(contentsOfFile: folder.path + "/f.md", encoding: .utf8) == text { "\($0)" })
  }

  /// Line ends and the byte order mark stay.
  @Test func filesFromWindows() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/f.md"
    func text(_ output: String) -> String {
      "\u{FEFF}a\r\n\r\n```croute\r\necho \\\r\n  b\r\n```\r\n```output\r\n\(output)\r\n```\r\n"
    }
    try folder.write(text("wrong"), to: "f.md")
    var check = SessionCheck()
    #expect(check.verdict(on: path).text.hasPrefix("\(path):8: the output differs"))
    check.updates = true
    #expect(check.verdict(on: path).exitCode == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).elementsEqual(text("b").utf8))
    check.updates = false
    #expect(check.verdict(on: path).exitCode == 0)
  }
}
