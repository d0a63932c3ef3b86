import Mathematics
import TestSupport
import Testing

@Suite struct DesignMatrixTests {
  @Test func rowsAreKeptApart() {
    let design = DesignMatrix(rows: [[1, 2], [3, 4], [5, 6]])
    #expect(design.rowCount == 3 && design.width == 2)
    #expect(Array(design[1]) == [3, 4])
  }

  @Test func aRegressionGivesEachRowItsValue() {
    let line = RidgeRegression(DesignMatrix(rows: [[0], [2]]), targets: [1, 5], ridge: 0)
    #expect(isClose(line.values(at: DesignMatrix(rows: [[1], [3]])), [3, 7], within: 1e-12))
  }
}
