import Input
import Testing

@Suite struct VisibleTests {
  @Test func controlCharactersAreSpelledOut() {
    #expect(Visible.text("a\u{1B}[31mb\n\tc\u{7F}\u{9B}\r") == "a\\x1b[31mb\n\tc\\x7f\\x9b\\x0d")
    #expect(Visible.text("a\r\nb") == "a\\x0d\nb")
    #expect(Visible.text("x\u{202E}y\u{2066}z\u{200F}") == "x\\u{202e}y\\u{2066}z\\u{200f}")
    #expect(Visible.text("é ○ 日本 👩‍👩‍👧 e\u{301}") == "é ○ 日本 👩‍👩‍👧 e\u{301}")
  }

  @Test func oneLine() {
    #expect(Visible.line("a\r\nb\nc\rd\te\u{B}f\u{2028}g\u{0}") == "a b c d e f g\\x00")
    #expect(Visible.line("plain") == "plain")
  }
}
