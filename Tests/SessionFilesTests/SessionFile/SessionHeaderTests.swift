import SessionFiles
import Testing

@Suite struct SessionHeaderTests {
  private let digest = String(repeating: "0aF", count: 21) + "b"

  @Test func whatItSays() throws {
    let text = """
      ---
      jupyter: {kernelspec: {name: croute}}
      title: 'unreadable: [for us
      croute:
        format: 1
        seed: 18446744073709551615
        requires: {data/t.csv: \(digest)}
      ---
      prose

      """
    let file = try sessionFile(text)
    #expect(file.header.seed == .max)
    #expect(file.header.requirements.map(\.path) == ["data/t.csv"])
    #expect(file.header.requirements.map(\.digest) == [digest.lowercased()])
    #expect(file.header.requirements.map(\.location) == [.init(line: 7, column: 14)])
    #expect(file.header.text.hasSuffix("\n---\n") && file.text == text)
  }

  @Test func newOnesAreReadBack() throws {
    let header = SessionHeader(seed: 42)
    let file = try SessionFile(header.text)
    #expect(file.header == header && file.parts.isEmpty)
    #expect(header.text.contains("jupytext: {custom_language_magics: croute}"))
  }

  @Test func noHeader() throws {
    for text in ["", "prose\n", " ---\nformat: 9\n---\n", "\n---\na\n---\n"] {
      #expect(try sessionFile(text).header == SessionHeader(), "\(text)")
    }
    #expect(try sessionFile("---\nother: [1, 2]\n---\n").header.seed == nil)
  }

  @Test func mistakes() {
    func header(_ line: String) -> String { "---\n\(line)\n---\n" }
    expectMistake(header("croute: {formt: 1}"), "2:10", "unknown header key 'formt'")
    expectMistake(header("croute: {format: 2}"), "2:18", "format is '2', expected 1, the format of this version")
    expectMistake(header("croute: {format: {a: 1}}"), "2:18", "format is '{…}', expected a whole number")
    expectMistake(header("croute: {seed: -1}"), "2:16", "seed is '-1', expected a whole number from 0")
    expectMistake(
      header("\n{croute: {seed: 7}}"), "3:2", "found 'croute' in braces, expected a line that begins with 'croute:'")
    expectMistake(header("croute: 7"), "2:9", "croute is '7', expected {key: value, …}")
    expectMistake(header("croute: {requires: a.csv}"), "2:20", "requires is 'a.csv', expected {PATH: SHA-256, …}")
    expectMistake(
      header("croute: {requires: {a.csv: abc}}"), "2:28", "a.csv is 'abc', expected a SHA-256 of 64 hexadecimal digits")
    expectMistake(
      "---\ncroute: {format: 1}\n", "1:1", "found an unclosed header, expected a line '---' at its end")
    expectMistake("---\ntitle: a\n# A\n", "1:1", "found an unclosed header, expected a line '---' at its end")
    // With a final newline and without it.
    for end in ["", "\n"] {
      expectMistake("---\nr:\(end)", "1:1", "found an unclosed header, expected a line '---' at its end")
    }
  }

  /// A line `---` that nothing closes, or before a blank line, is a rule; not where the key of the language comes behind it.
  @Test(arguments: [
    ("---\n# Title\n\ntext\n", false), ("---\n", false), ("---\n\n# Title\n\n---\n", false),
    ("---\n\ncroute: {seed: 7}\n---\n", true), ("---\ntitle: a\n\"croute\": {seed: 7}\n---\n", true),
  ]) func rules(_ text: String, _ isHeader: Bool) throws {
    let file = try sessionFile(text)
    #expect(file.header.seed == (isHeader ? 7 : nil) && file.header.text.isEmpty == !isHeader && file.text == text)
  }
}
