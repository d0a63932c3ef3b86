import SessionFiles
import Testing

@Suite struct PlainProseTests {
  @Test(arguments: [
    ("# A title", "A title\n======="), ("see [the page](a.md) <!-- not this -->now", "see the page\nnow"),
    ("![a curve](f.svg)", "[picture: a\ncurve; see\nf.svg]"), ("one two\nthree four five", "one two three\nfour five"),
    ("- one two three four", "- one two three\n  four"), ("| a | b |\n| c | d |\n", "| a | b |\n| c | d |"),
  ]) func asATerminalShowsIt(markdown: String, text: String) {
    #expect(PlainProse.text(markdown, width: 15) == text)
  }
}
