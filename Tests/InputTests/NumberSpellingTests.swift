import Input
import Testing

@Suite struct NumberSpellingTests {
  private func spelling(_ text: String) -> NumberSpelling? {
    var text = text
    return text.withUTF8 { NumberSpelling($0) }
  }

  private func isNumeric(_ column: [String]) -> Bool {
    var spellings = NumberSpellings()
    return column.allSatisfy { text in
      var text = text
      return text.withUTF8 { spellings.admit($0) }
    }
  }

  @Test(arguments: [
    "0", "7", "-3", "0.5", ".5", "-0.25", "1e-05", "1.5e10", "1E+16", " 12 ", "9007199254740992", "123456789012345",
    "0.30000000000000004", "100",
  ]) func numbersThatSayAllThatTheirTextSays(text: String) {
    #expect(spelling(text) != nil)
  }

  @Test(arguments: [
    "", "-", ".", "00001", "007", "-01", "+49", "12e4", "0e12", "5.", "0x7", "9007199254740993", "12345678901234567890",
    "1,5", "1 2", "e5", "1e", "1e-", "nan", "1.5.2", "9223372036854775807",
  ]) func textsThatANumberWouldChange(text: String) {
    #expect(spelling(text) == nil)
  }

  @Test func digitsBehindThePointAreCounted() {
    #expect(spelling("1.10").map { [$0.decimals, $0.isPadded ? 1 : 0] } == [2, 1])
    #expect(spelling("1.0").map { [$0.decimals, $0.isPadded ? 1 : 0] } == [1, 0])
    #expect(spelling("12").map { [$0.decimals, $0.isPadded ? 1 : 0] } == [0, 0])
  }

  @Test func zerosAtTheEndAreNoLossInAColumnOfFixedDecimals() {
    #expect(isNumeric(["0.50", "1.25", "3.00"]))
    #expect(isNumeric(["1.0", "0.25", "2"]))
    #expect(!isNumeric(["1.9", "1.10"]))
    #expect(!isNumeric(["1.10", "1.9"]))
    #expect(!isNumeric(["57891", "12e4"]))
  }
}
