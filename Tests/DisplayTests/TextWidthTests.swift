import Display
import Testing

@Suite("TextWidth")
struct TextWidthTests {
  @Test("wide characters take two columns, combined ones those of their base")
  func columns() {
    #expect(TextWidth.columns("quality") == 7)
    #expect(TextWidth.columns("模型") == 4)
    #expect(TextWidth.columns("e\u{301}") == 1)
  }

  @Test("cut text ends in two dots and never exceeds the width")
  func cut() {
    #expect(TextWidth.cut("gpt-4", to: 5) == "gpt-4")
    #expect(TextWidth.cut("mixtral-8x7b", to: 8) == "mixtra..")
    #expect(TextWidth.cut("模型模型", to: 5) == "模..")
  }

  @Test("clean text is one line, and ASCII where asked for")
  func clean() {
    #expect(TextWidth.clean("a\nb\tc\u{1B}[0m", isASCII: false) == "a b c [0m")
    #expect(TextWidth.clean("5 × 3 – “naïve”", isASCII: true) == "5 x 3 - \"na?ve\"")
  }

  /// Where cuts at the end would leave the same of different texts, they keep their ends, or what follows the shared beginning.
  @Test func differentTextsStayDifferent() {
    #expect(TextWidth.cut(["mixtral-8x7b", "gpt-4"], to: 8) == ["mixtra..", "gpt-4"])
    #expect(TextWidth.cut(["provider/model-0", "provider/model-1", "a"], to: 10) == ["prov..el-0", "prov..el-1", "a"])
    #expect(TextWidth.cut(["provider/model-0", "provider/model-0"], to: 10) == ["provider..", "provider.."])
    #expect(TextWidth.cut(["abcdefg1xyzuvw", "abcdefg2xyzuvw"], to: 8) == ["ab..1x..", "ab..2x.."])
    #expect(TextWidth.cut(["abcdef", "abcdef1-a-1", "abcdef2-a-1"], to: 5) == ["abc..", "..1..", "..2.."])
    #expect(TextWidth.cut(["模型模型一", "模型模型二"], to: 8) == ["模..一", "模..二"])
  }

  @Test("pieces flow into lines, longer ones are cut")
  func lines() {
    #expect(TextWidth.lines(["aaa", "bbb", "cc"], width: 8, gap: 2) == ["aaa  bbb", "cc"])
    #expect(TextWidth.lines(["aaaaaaaaaa", "b"], width: 6, gap: 1) == ["aaaa..", "b"])
  }
}
