import CommandLanguage
import Testing

@Suite struct ExcerptTests {
  @Test func shortLinesAreShownWhole() {
    #expect(Excerpt(of: "set sed 7", column: 5, length: 3).text == "  set sed 7\n      ^~~\n")
    #expect(Excerpt(of: "é\t日x", column: 3, length: 9).text == "  é\t日x\n   \t^~\n")
    #expect(Excerpt(of: "ab", column: 3, length: 1).text == "  ab\n    ^\n")
    #expect(Excerpt(of: "", column: 1, length: 0).text == "  \n  ^\n")
  }

  /// Forty characters on either side of the place.
  @Test func longLinesAreCut() {
    let line = String(repeating: "a", count: 500) + "bcd" + String(repeating: "e", count: 500)
    let expected =
      "  " + String(repeating: "a", count: 40) + "bcd" + String(repeating: "e", count: 37) + "\n"
      + String(repeating: " ", count: 42) + "^~~\n"
    #expect(Excerpt(of: line, column: 501, length: 3).text == expected)
    #expect(Excerpt(of: line, column: 501, length: 700).text.split(separator: "\n")[1].count == 82)
    #expect(Excerpt(of: line, column: 3, length: 1).text == "  " + String(repeating: "a", count: 42) + "\n    ^\n")
    let end = Excerpt(of: line, column: 1004, length: 1).text
    #expect(end == "  " + String(repeating: "e", count: 40) + "\n" + String(repeating: " ", count: 42) + "^\n")
  }
}
