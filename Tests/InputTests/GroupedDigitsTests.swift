import Input
import Testing

@Suite struct GroupedDigitsTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-100, "-100"), (-1_234_567, "-1,234,567"), (1_000_000, "1,000,000"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func threeDigitsEach(_ number: Int, _ text: String) { #expect(number.grouped == text) }
}
