import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct ProseNumberTests {
  @Test func whatStandsBeforeTheComment() throws {
    let cell = "---\ncroute: {seed: 1}\n---\n'''croute\na\n'''\n\n\n\n"
    let found = ProseNumber.all(
      in: try sessionFile(
        cell + "a 96<!--= SELECT 1 --> b\n12,000<!--=2--> 8.7%<!--= 3\n-->\n`Yi-34B`<!--= 4 --> <!-- 5 --> x<!--= 6 -->"
      ))
    #expect(found.map(\.printed) == ["96", "12000", "8.7", "Yi-34B", ""])
    #expect(found.map(\.expression) == ["SELECT 1", "2", "3", "4", "6"] && found.map(\.line) == [10, 11, 11, 13, 13])
  }

  /// A number is a word of its own, with brackets, quotes and signs of currency before it.
  @Test(arguments: [
    ("3.7e-05", "3.7e-05"), ("1.5e3", "1.5e3"), ("\u{2212}2", "-2"), ("-0.5", "-0.5"), (".5", ".5"), ("+5", "+5"),
    ("12,000.5%", "12000.5"), ("(**$96", "96"), ("|5", "5"), ("in 2024 5", "5"), ("1<!--=a-->\u{2013}5", "5"),
    ("2-5", ""), ("2\u{2013}5", ""), ("x5", ""), ("1/3", ""), ("1.5\u{D7}10", ""), ("1 000", ""), ("1\u{A0}000", ""),
    ("12,34", ""), ("5.", ""), ("gpt-4", ""), ("1_000", ""), ("five", ""),
  ]) func whatIsANumber(_ text: String, _ printed: String) throws {
    #expect(ProseNumber.all(in: try sessionFile("a \(text)<!--= 1 -->")).last?.printed == printed)
  }

  /// They show what a comment looks like, as do other comments.
  @Test(arguments: [
    "'''md\n5<!--= 1 -->\n'''", "  ~~~\n  5<!--= 1 -->\n  ~~~", "`5<!--= 1 -->`", "``a` 5<!--= 1 -->``",
    "<!-- 5<!--= 1 -->", "    5<!--= 1 -->", "# A\n    5<!--= 1 -->",
    "a\n\n    b\n    5<!--= 1 -->\n\n    6<!--= 1 -->",
    "10. a\n\n    ~~~\n    5<!--= 1 -->\n    ~~~", "- a\n  - b\n\n      ~~~\n      5<!--= 1 -->\n      ~~~",
    "- a\n\n      5<!--= 1 -->\n", "    <!-- 5", "\t5<!--= 1 -->", "'''croute\na\n'''\n    5<!--= 1 -->",
  ]) func whatBlocksAndCodeSpansShowIsNotRead(_ text: String) throws {
    #expect(ProseNumber.all(in: try sessionFile(text)).isEmpty)
    #expect(ProseNumber.all(in: try sessionFile(text + "\n\n5<!--= 1 -->\n")).map(\.printed) == ["5"])
  }

  /// Indented as code, but part of a paragraph or of a list, also behind a cell that stands in it.
  @Test(arguments: [
    "a\n    5<!--= 1 -->", "- a\n\n    5<!--= 1 -->", "1. a\n   - b\n\n     5<!--= 1 -->",
    "1. a\n   - b\n\n     '''croute\n     a\n     '''\n\n     5<!--= 1 -->", "<div>\n    5<!--= 1 -->\n</div>",
  ]) func whatIsNoCodeIsRead(_ text: String) throws {
    #expect(ProseNumber.all(in: try sessionFile(text)).map(\.printed) == ["5"])
  }

  @Test(arguments: [
    ("3.7e-05", "3.74e-05", true), ("3.7e-05", "3.76e-05", false), ("1.5e3", "1549", true), ("1.5e3", "3", false),
    (".5", "0.54", true), (".5", "5", false), ("2e3", "2499", true), ("2e3", "2501", false),
    ("96", "96.49", true), ("96", "96.51", false), ("8.7", "8.7049", true), ("8.7", "8.64", false),
    ("8.70", "8.704", true),
    ("8.70", "8.71", false), ("-0.5", "-0.46", true), ("gpt-4", "gpt-4", true), ("gpt-4", "gpt-4o", false),
    ("1", "x", false),
  ]) func toThePrintedDigits(_ printed: String, _ value: String, _ agrees: Bool) {
    #expect(ProseNumber(printed: printed, expression: "", line: 1).agrees(with: value) == agrees)
  }

  /// A query that gives nothing compares nothing, and says so.
  @Test(arguments: ["SELECT NULL", "SELECT 1 WHERE 0"]) func aQueryWithoutAValueIsAFinding(_ query: String) throws {
    let folder = try TemporaryFolder()
    let text = sessionText("'''croute\nlet a 1\n'''\n\n5<!--= \(query) --> is compared.\n")
    try folder.write(text, to: "f.md")
    let verdict = SessionCheck().verdict(on: folder.path + "/f.md")
    let finding = "f.md:5: <!--= \(query) --> gives no value"
    #expect(verdict.exitCode == 1 && verdict.text.contains(finding), "\(verdict.text)")
  }

  /// The session is the one at the place of the prose, which looking at it does not change.
  @Test func checkSaysWhatDiffersAndUpdateLeavesIt() throws {
    let folder = try TemporaryFolder()
    let text = sessionText(
      """
      '''croute
      load sim:routerbench --queries 40
      sql SELECT 7 AS seven;
      '''

      There are 40<!--= SELECT count(*) FROM queries --> and 41<!--= SELECT count(*) FROM queries --> queries,
      7<!--= SELECT sevn FROM _ --> and 2-5<!--= SELECT 1 -->.

      '''croute
      sql SELECT seven FROM _;
      '''
      '''output
      seven
      -----
          7
      '''

      """)
    try folder.write(text, to: "f.md")
    let path = folder.path + "/f.md"
    var check = SessionCheck()
    let verdict = check.verdict(on: path)
    let lines = verdict.text.replacing(folder.path + "/", with: "").split(separator: "\n")
    #expect(verdict.exitCode == 1, "\(verdict.text)")
    #expect(lines.first == "f.md:6: the prose says 41, the session 40")
    #expect(lines.dropFirst().first == "f.md:7: <!--= SELECT sevn FROM _ --> fails")
    #expect(lines.last == "f.md:7: there is no number before <!--= SELECT 1 -->, but 2-5")
    check.updates = true
    let update = check.verdict(on: path)
    #expect(update.exitCode == 1 && update.text.contains("f.md:6: the prose says 41, the session 40\n"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }
}
