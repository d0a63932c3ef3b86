import Input
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (5, "5"), (-12, "-12"), (0, "0"), (-0.0, "0"), (0.1, "0.1"), (10.5, "10.5"), (1e20, "1e+20"),
      (1_700_000_001, "1700000001"), (.infinity, "inf"), (1.0 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func wholeNumbersHaveNoFraction(number: Double, text: String) {
    #expect(number.text == text)
    #expect(Double(text) == number)
  }

  @Test func whatIsNoNumberHasNoText() { #expect(Double.nan.text == nil) }
}
