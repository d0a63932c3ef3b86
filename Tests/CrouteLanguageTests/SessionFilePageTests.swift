import CommandLanguage
import CrouteLanguage
import SessionFiles
import SessionTestSupport
import Testing

@Suite struct SessionFilePageTests {
  /// The page's own example is a session file that a check passes on, and every attribute is on the page.
  @Test func thePageIsRight() throws {
    let page = try Interpreter().output("help session-files")
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for name in ["name", "tags", "check", "run", "tol", "timeout"] {
      #expect(page.contains("\n    \(name) "), "\(name)")
    }
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("  ```croute") })
    // The block of commands and the block of output.
    let end = try #require(lines.indices.filter { $0 > start && lines[$0] == "  ```" }.dropFirst().first)
    let example = lines[start...end].map { $0.dropFirst(2) + "\n" }.joined()
    let cell = try #require(try SessionFile(example, language: "croute").cells.first)
    let expected = try #require(cell.expected)
    let text = try Interpreter().output(cell.code)
    #expect(OutputComparison(expected, cell.attributes, text: text, folder: "/").isMatch, "\(text)")
  }
}
