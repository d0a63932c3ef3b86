import Mathematics
import Testing

@Suite struct LeastSquaresLineTests {
  @Test func byHand() {
    // Means 1.5 and 2.25; sum of products 3.5, of squares 5: slope .7, intercept 1.2.
    let line = LeastSquaresLine(x: [0, 1, 2, 3], y: [1, 2, 3, 3])
    #expect(abs(line.slope - 0.7) < 1e-12 && abs(line.intercept - 1.2) < 1e-12)
    #expect(abs(line.value(at: 10) - 8.2) < 1e-12)
  }

  @Test func equalXGiveTheMean() {
    #expect(LeastSquaresLine(x: [2, 2], y: [1, 4]) == LeastSquaresLine(x: [0, 0], y: [2.5, 2.5]))
  }
}
