import Display
import Testing

@Suite struct WrappingTests {
  @Test(arguments: [
    ("one two three", 7, 0, "one two\nthree"), ("one two three", 7, 2, "one two\n  three"),
    ("one two three", 13, 0, "one two three"), ("unbreakable word", 5, 0, "unbreakable\nword"),
    ("a unbreakable b c", 4, 0, "a\nunbreakable\nb c"),
    ("a b\n\nc d", 3, 0, "a b\n\nc d"), ("   aa bb", 6, 0, "   aa\nbb"), ("日本 日本", 8, 0, "日本\n日本"),
    ("", 5, 0, ""),
  ])
  func linesBreakAtBlanks(_ text: String, _ width: Int, _ indent: Int, _ expected: String) {
    #expect(Wrapping.wrapped(text, width: width, indent: indent) == expected)
  }

  @Test func quotedTextsAreIndentedAndHarmless() {
    #expect(Wrapping.setIn("a\u{1B}b\r\n\none two three", width: 9) == "  a\\x1bb\n\n  one two\n  three")
  }

  @Test func meaningsHangUnderThemselves() {
    let meaning = Array(repeating: "word", count: 20).joined(separator: " ")
    // 80 columns less a name of 4 and a gap of 2 leave 74: 14 words of 5 and the 15th of 4, then 5 words.
    let first = Array(repeating: "word", count: 15).joined(separator: " ")
    let second = Array(repeating: "word", count: 5).joined(separator: " ")
    #expect(Wrapping.item("name", meaning) == "name  \(first)\n      \(second)")
  }

  @Test func padding() {
    #expect(Wrapping.padded("ab", 4) == "ab  " && Wrapping.padded("abcd", 2) == "abcd")
  }
}
