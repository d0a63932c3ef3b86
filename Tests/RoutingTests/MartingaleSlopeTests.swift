import Routing
import Testing

@Suite struct MartingaleSlopeTests {
  @Test func byHand() throws {
    // The line through (0, 0), (1, 1), (2, 1): slope 1/2, residuals -1/6, 1/3, -1/6 of squares adding up to 1/6; one degree
    // of freedom is left, and x spreads by sqrt 2: sqrt(1/6)/sqrt 2 = sqrt(1/12).
    let slope = try #require(MartingaleSlope(exAnte: [0, 1, 2], postHoc: [0, 1, 1]))
    #expect(abs(slope.value - 0.5) < 1e-12 && abs(slope.error - (1 / 12.0).squareRoot()) < 1e-12)
    #expect(MartingaleSlope(exAnte: [0.4, 0.4], postHoc: [0, 1]) == nil)
  }
}
