import Mathematics
import Testing

@Suite struct FiveNumbersTests {
  /// Quartiles of 1, 2, 4 as numpy.quantile gives them: 1.5 and 3.
  @Test func byHand() {
    let spread = FiveNumbers([4, .nan, 1, 2])
    #expect(spread.count == 3)
    #expect(
      [spread.minimum, spread.lowerQuartile, spread.median, spread.upperQuartile, spread.maximum] == [1, 1.5, 2, 3, 4])
    #expect(abs(spread.mean - 7 / 3) < 1e-15)
  }

  @Test func ofNothing() {
    let spread = FiveNumbers([.nan])
    #expect(
      spread.count == 0 && spread.minimum.isNaN && spread.median.isNaN && spread.maximum.isNaN && spread.mean.isNaN)
  }
}
