import Mathematics
import Testing

@Suite struct LeastSquaresPlaneTests {
  @Test func exactPlanesAreFound() {
    let plane = LeastSquaresPlane(first: [0, 1, 0, 2], second: [0, 0, 1, 3], y: [1, 3, 4, 14])
    #expect(abs(plane.intercept - 1) < 1e-12)
    #expect(abs(plane.slopes.x - 2) < 1e-12 && abs(plane.slopes.y - 3) < 1e-12)
    #expect(abs(plane.value(10, -1) - 18) < 1e-11)
  }

  /// Points at the corners of the unit square with y = 0, 0, 0, 1: by symmetry both slopes are 1/2, the mean is 1/4.
  @Test func theSumOfSquaresIsLeast() {
    let plane = LeastSquaresPlane(first: [0, 1, 0, 1], second: [0, 0, 1, 1], y: [0, 0, 0, 1])
    #expect(plane.slopes == SIMD2(0.5, 0.5) && plane.intercept == -0.25)
  }

  @Test func variablesThatMoveTogetherLeanOnTheSecond() {
    let plane = LeastSquaresPlane(first: [0, 1, 2], second: [0, 2, 4], y: [1, 5, 9])
    #expect(plane.slopes == SIMD2(0, 2) && plane.intercept == 1)
    let still = LeastSquaresPlane(first: [0, 1, 2], second: [3, 3, 3], y: [1, 5, 9])
    #expect(still.slopes == SIMD2(4, 0) && still.intercept == 1)
    #expect(LeastSquaresPlane(first: [1], second: [1], y: [7]).value(3, 4) == 7)
  }
}
