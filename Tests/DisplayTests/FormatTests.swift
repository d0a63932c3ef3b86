import Display
import Testing

@Suite struct FormatTests {
  @Test func significantDigits() {
    #expect(Format.significant(0.000123456789, 4) == "0.0001235")
    #expect(Format.significant(1234567) == "1.23457e+06")
    #expect(Format.significant(2) == "2")
    #expect(Format.significant(1.0 / 3, 17) == "0.333333")
    #expect(Format.significant(.nan) == "-")
  }

  /// 41 of 400 are 0.1025; forty-one times 1/400 added up are a little less or more. Both read 10.3%, as does 0.103.
  @Test func sharesReadTheSameHoweverTheyWereAdded() {
    let added = (0..<41).reduce(0.0) { sum, _ in sum + 1.0 / 400 }
    #expect(added != 41.0 / 400 && Format.percent(added) == Format.percent(41.0 / 400))
    #expect(Format.percent(0.1025) == "10.3%" && Format.percent(0.1025.nextDown) == "10.3%")
    #expect(Format.percent(0.1025.nextUp) == "10.3%" && Format.percent(0.103) == "10.3%")
    #expect(Format.percent(0.10249) == "10.2%" && Format.percent(0.2645) == "26.5%" && Format.percent(0.0185) == "1.9%")
    #expect(Format.percent(0) == "0.0%" && Format.percent(1) == "100.0%" && Format.percent(2.0 / 3) == "66.7%")
    #expect(Format.percent(.nan) == "-" && Format.percent(.infinity) == "-" && Format.percent(-0.0001) == "0.0%")
  }

  @Test func fixedDecimalsHaveNoNegativeZero() {
    #expect(Format.fixed(-0.001, 2) == "0.00")
    #expect(Format.fixed(-0.006, 2) == "-0.01")
    #expect(Format.fixed(1e300, 0).count == 301)
  }

  /// 1.00002 and 1.00003 are 1 with five digits; 1.2340001 and 1.2340002 agree in six.
  @Test func labelsAreToldApart() {
    func labels(_ digits: ClosedRange<Int>, _ values: Double...) -> [String] {
      Format.toldApart(digits) { digits in values.map { Format.significant($0, digits) } }
    }
    #expect(labels(4...6, 1.23456, 2) == ["1.235", "2"])
    #expect(labels(4...6, 1.00002, 1.00003, 2) == ["1.00002", "1.00003", "2"])
    #expect(labels(4...6, 2, 1.2340001, 1.2340002) == ["2", "1.234 (1)", "1.234 (2)"])
    #expect(labels(6...6).isEmpty)
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
