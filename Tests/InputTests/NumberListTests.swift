import Input
import Testing

@Suite struct NumberListTests {
  @Test(arguments: ["[-0.5, -2, 1e-3]", "-0.5;-2;0.001", " -0.5 -2\t0.001 ", "(-0.5|-2|0.001)"])
  func separators(text: String) {
    #expect(NumberList.parse(text) == [-0.5, -2, 0.001])
  }

  @Test func otherTextsAreNone() {
    for text in ["", "[]", "none", "[1, nan]", "[1, 2x]", "inf", "{\"a\": 1}"] {
      #expect(NumberList.parse(text) == nil)
    }
    #expect(NumberList.parse("-0.25") == [-0.25])
  }
}
