import Sessions
import Testing

@Suite struct FormatTests {
  @Test func significantDigits() {
    #expect(Format.significant(0.000123456789, 4) == "0.0001235")
    #expect(Format.significant(1234567) == "1.23457e+06")
    #expect(Format.significant(2) == "2")
    #expect(Format.significant(1.0 / 3, 17) == "0.333333")
    #expect(Format.significant(.nan) == "-")
  }

  @Test func fixedDecimalsHaveNoNegativeZero() {
    #expect(Format.fixed(-0.001, 2) == "0.00")
    #expect(Format.fixed(-0.006, 2) == "-0.01")
    #expect(Format.fixed(1e300, 0).count == 301)
  }

  @Test func counts() {
    #expect(Format.count(0) == "0" && Format.count(999) == "999" && Format.count(-1_234_567) == "-1,234,567")
    #expect(Format.count(1, "query", "queries") == "1 query")
    #expect(Format.count(1000, "query", "queries") == "1,000 queries")
  }

  @Test func shortening() {
    #expect(Format.shortened("abcdef", to: 6) == "abcdef" && Format.shortened("abcdefg", to: 6) == "abcd..")
  }
}
