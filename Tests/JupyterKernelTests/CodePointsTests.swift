import JupyterKernel
import Testing

@Suite struct CodePointsTests {
  @Test func emojiAndCombinedCharacters() {
    let text = "é👩‍👩‍👧x"  // e, combining accent is not used: é is one; the family is five
    let x = text.firstIndex(of: "x") ?? text.endIndex
    #expect(CodePoints.count(before: x, in: text) == 6)
    #expect(CodePoints.index(6, in: text) == x)
    #expect(CodePoints.count(before: text.endIndex, in: text) == text.unicodeScalars.count)
  }

  @Test func everyPositionComesBack() {
    let text = "a😀\r\ne\u{301}\u{1F1E9}\u{1F1EA}"
    for count in 0...text.unicodeScalars.count {
      #expect(CodePoints.count(before: CodePoints.index(count, in: text), in: text) == count)
    }
  }

  @Test func positionsBeyondTheTextAreItsEnds() {
    #expect(CodePoints.index(-3, in: "ab") == "ab".startIndex)
    #expect(CodePoints.index(99, in: "ab") == "ab".endIndex)
  }
}
