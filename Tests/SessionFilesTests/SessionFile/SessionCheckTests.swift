import Foundation
import Mathematics
import SessionFiles
import TestSupport
import Testing

@Suite struct SessionCheckTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/f.md" }

  init() throws { folder = try TemporaryFolder() }

  private func verdict(_ text: String, updates: Bool = false) throws -> SessionCheck.Verdict {
    try folder.write(sessionText(text), to: "f.md")
    return verdict(updates: updates)
  }

  private func verdict(updates: Bool = false) -> SessionCheck.Verdict {
    var check = SessionCheck()
    check.updates = updates
    let verdict = check.verdict(on: path)
    return SessionCheck.Verdict(text: verdict.text.replacing(path, with: "f.md"), exitCode: verdict.exitCode)
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  @Test func asExpected() throws {
    let text = """
      '''croute
      echo a
      echo  "b  c"
      '''
      '''output
      a
      b  c
      '''
      '''croute
      echo not checked
      '''
      '''croute check="none"
      echo neither
      '''
      '''output
      x
      '''
      '''croute run=false
      nonsense
      '''
      '''output
      x
      '''
      '''croute tags=["raises-exception"]
      echo before
      use nobody
      '''
      '''output
      before
      error: unknown trace set 'nobody'[..]
      '''
      """
    #expect(try verdict(text) == .init(text: "f.md: 2 outputs as expected\n", exitCode: 0))
  }

  /// What compares nothing proves nothing.
  @Test(arguments: [
    "prose\n", "'''croute\necho a\n'''\n", "'''croute check=\"none\"\necho a\n'''\n'''output\nb\n'''\n",
  ])
  func nothingToCompare(_ text: String) throws {
    let found = try verdict(text)
    #expect(found.exitCode == 2)
    #expect(found.text.hasPrefix("f.md: nothing to compare: no command block has an output block"))
    var check = SessionCheck()
    check.allowsEmpty = true
    #expect(check.verdict(on: path).exitCode == 0)
  }

  /// An output that looks like a wildcard matches itself alone, once `check --update` has written it.
  @Test func outputsThatLookLikeWildcards() throws {
    let lines = ["...", "[..]", "spent [..] today", "\\...", "a \\[..] [..]", "....", "x ..."]
    func text(_ lines: [String], _ output: [String]) -> String {
      "'''croute\n" + lines.map { "echo '\($0)'\n" }.joined() + "'''\n'''output\n" + output.map { $0 + "\n" }.joined()
        + "'''\n"
    }
    #expect(try verdict(text(lines, ["wrong"]), updates: true).exitCode == 0)
    let written = try self.text
    #expect(
      written.contains(
        "```output\n\\...\n\\[..]\nspent \\[..] today\n\\\\...\na \\\\[..] \\[..]\n....\nx ...\n```\n"))
    #expect(verdict() == .init(text: "f.md: 1 output as expected\n", exitCode: 0))
    #expect(verdict(updates: true).text == "f.md: nothing to update\n")
    for line in lines {
      try folder.write(written.replacing("echo '\(line)'", with: "echo 'another line'"), to: "f.md")
      #expect(verdict().exitCode == 1, "\(line)")
    }
    // `check="exact"` needs no backslashes, and gets none.
    let exact = text(["...", "[..]"], ["wrong"]).replacing("'''croute", with: "'''croute check=\"exact\"")
    #expect(try verdict(exact, updates: true).exitCode == 0)
    #expect(try self.text.contains("```output\n...\n[..]\n```\n"))
    #expect(verdict().exitCode == 0)
  }

  @Test func differences() throws {
    let text =
      "# A\n\n'''croute\necho a\necho b\necho c\n'''\n'''output\na\nB\nc\n'''\n\n'''croute\necho d\n'''\n'''output\n'''\n"
    #expect(
      try verdict(text)
        == .init(
          text: """
            f.md:10: the output differs
            --- f.md
            +++ f.md
            @@ -9,3 +9,3 @@
             a
            -B
            +b
             c
            f.md:18: the output differs
            --- f.md
            +++ f.md
            @@ -17,0 +18 @@
            +d

            """, exitCode: 1))
    #expect(try self.text == sessionText(text))
  }

  @Test func errorsThatAreNotExpected() throws {
    let found = try verdict("'''croute\necho a\nset sed 7\n'''\n'''output\na\n'''\n'''croute\necho never\n'''\n")
    #expect(
      found
        == .init(
          text: "f.md:3:5: error: unknown setting 'sed'\n  set sed 7\n      ^~~\ndid you mean 'seed'?\n", exitCode: 1))
    let missing = try verdict("'''croute tags=[\"raises-exception\"]\necho a\n'''\n")
    #expect(
      missing == .init(text: "f.md:1: the cell is tagged raises-exception but ends without an error\n", exitCode: 1))
  }

  @Test func updatesRewriteOutputsOnly() throws {
    let old = """
      ---
      croute: {format: 1}
      ---
      Prose\t
      '''croute  name="a"
      echo one
      echo two 2
      echo three
      '''

      '''output
      one
      two [..]
      3
      '''
      '''croute
      echo last
      '''
      '''output
      ...
      '''
      end
      """
    let new = old.replacing("\n3\n", with: "\nthree\n")
    #expect(try verdict(old).exitCode == 1)
    #expect(verdict(updates: true) == .init(text: "f.md: updated 1 place\n", exitCode: 0))
    #expect(try text == sessionText(new))
    #expect(verdict(updates: true) == .init(text: "f.md: nothing to update\n", exitCode: 0))
    #expect(try text == sessionText(new) && verdict().exitCode == 0)
  }

  /// Each digit of an output block, changed, is found at its line, and an update brings it back.
  @Test func everyDigitCounts() throws {
    let text = sessionText(
      """
      '''croute
      load sim:cascade --queries 200
      describe
      '''
      '''output
      '''
      """ + "\n")
    _ = try verdict(text, updates: true)
    let right = try self.text
    #expect(right.count > 300)
    let lines = right.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var count = 0
    for (number, line) in lines.enumerated() where number >= 5 {
      // One digit of each line.
      var wrong = lines
      guard let digit = line.lastIndex(where: \.isNumber) else { continue }
      wrong[number].replaceSubrange(digit...digit, with: line[digit] == "9" ? "8" : "9")
      let found = try verdict(wrong.joined(separator: "\n"))
      #expect(found.exitCode == 1 && found.text.hasPrefix("f.md:\(number + 1): the output differs\n"), "\(found.text)")
      #expect(verdict(updates: true).exitCode == 0)
      #expect(try self.text.utf8.elementsEqual(right.utf8))
      count += 1
    }
    #expect(count >= 4)
  }

  @Test func updatesRefuseErrors() throws {
    let text = "'''croute\necho a\n'''\n'''output\nb\n'''\n'''croute\nuse nobody\n'''\n"
    let found = try verdict(text, updates: true)
    #expect(found.exitCode == 1 && found.text.contains("error: unknown trace set 'nobody'"))
    #expect(found.text.hasSuffix("f.md: not updated\n"))
    #expect(try self.text == sessionText(text))
  }

  @Test func figures() throws {
    let text = "'''croute\nload sim:cascade --queries 50\n\nplot histogram cost --out x.svg\n'''\n"
    #expect(try verdict(text) == .init(text: "f.md:4: x.svg is missing\n", exitCode: 1))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/x.svg"))
    #expect(verdict(updates: true) == .init(text: "f.md: updated 1 place\n", exitCode: 0))
    let svg = try String(contentsOfFile: folder.path + "/x.svg", encoding: .utf8)
    #expect(verdict() == .init(text: "f.md: 0 outputs and 1 file as expected\n", exitCode: 0))
    let lines = svg.split(separator: "\n", omittingEmptySubsequences: false)
    let wrong = lines[..<2].map { $0 + "\n" }.joined() + "x" + lines[2...].joined(separator: "\n")
    try folder.write(wrong, to: "x.svg")
    #expect(
      verdict() == .init(text: "f.md:4: x.svg differs from what the commands write, at line 3\n", exitCode: 1))
    #expect(verdict(updates: true).exitCode == 0)
    #expect(try String(contentsOfFile: folder.path + "/x.svg", encoding: .utf8) == svg)
  }

  @Test func nothingIsWrittenByACheck() throws {
    let text = """
      '''croute
      load sim:cascade --queries 50
      fit quality constant
      sweep mix --budgets 2
      write _ out.csv
      record on r.md
      save s.md
      '''
      """
    let found = try verdict(text)
    #expect(found.exitCode == 1 && found.text.contains("out.csv is missing\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["f.md"])
  }

  /// What was not executed has not passed, unless somebody says that it may.
  @Test func missingRequirementsLeaveNothingToCompare() throws {
    let header = "---\ncroute: {requires: {a.csv: \(String(repeating: "0", count: 64))}}\n---\n"
    let text = header + "'''croute\nnonsense\n'''\n"
    #expect(
      try verdict(text)
        == .init(
          text: "f.md: nothing was compared: it needs a.csv\ncroute check --allow-empty lets such a file pass\n",
          exitCode: 2))
    var check = SessionCheck()
    check.allowsEmpty = true
    #expect(check.verdict(on: path) == .init(text: "\(path): skipped: it needs a.csv\n", exitCode: 0))
  }

  @Test func interruptions() throws {
    try folder.write("```croute\necho a\n```\n", to: "f.md")
    var check = SessionCheck()
    check.cancellation = CancellationFlag(isForOnce: true)
    check.cancellation.cancel()
    check.updates = true
    #expect(check.verdict(on: path) == .init(text: "\(path): interrupted\n", exitCode: 130))
  }

  /// One error with line and column, exit code 2, the file untouched.
  @Test(arguments: [
    ("unclosed fence", "a\n'''croute\necho a\n", "2:1: error: found an unclosed block"),
    ("unknown key", "'''croute nam=1\n'''\n", "1:11: error: unknown attribute 'nam'"),
    ("bad value", "'''croute tol=1,5\n'''\n", "1:15: error: tol is '1,5', expected a number from 0"),
    ("header key", "---\ncroute: {seeds: 1}\n---\n", "2:10: error: unknown header key 'seeds'"),
    ("format", "---\ncroute:\n  format: 2\n---\n", "3:11: error: format is '2'"),
    ("CR", "a\rb\n", "1:2: error: found a carriage return"),
    ("output alone", "a\n\n'''output\nb\n'''\n", "3:1: error: found an output block without commands"),
    (
      "5 MB", String(repeating: "'''croute\necho a\n'''\n", count: 260_000),
      "571429:5: error: found more than 4,000,000 bytes"
    ),
    ("5 MB in one line", String(repeating: "é", count: 2_500_000), "1:2000001: error: found more than 4,000,000 bytes"),
  ])
  func malformedFiles(_ name: String, _ text: String, _ says: String) throws {
    let text = sessionText(text)
    for updates in text.utf8.count < 1000 ? [false, true] : [true] {
      let found = try verdict(text, updates: updates)
      #expect(found.exitCode == 2 && found.text.hasPrefix("f.md:" + says), "\(found.text.prefix(300))")
      #expect(found.text.count < 400 && found.text.count { $0 == "\n" } <= 4)
      #expect(found.text.components(separatedBy: "error:").count == 2)
      #expect(try self.text.utf8.elementsEqual(text.utf8))
    }
  }

  /// An error in another file that a cell executes is found from the session file.
  @Test func sourcedFilesThatFail() throws {
    try folder.write("echo in\n\nnosuch x\n", to: "inc.croute")
    let found = try verdict("a\n\n'''croute\nsource inc.croute\n'''\n")
    #expect(found.exitCode == 1, "\(found.text)")
    #expect(
      found.text.hasPrefix("f.md:3: the cell fails\ninc.croute:3:1: error: unknown command 'nosuch'"), "\(found.text)")
  }
}
