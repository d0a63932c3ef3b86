import Mathematics
import TestSupport
import Testing

@Suite struct DesignGroupsTests {
  /// Eleven rows: a full group and three rows of another.
  static let rows = (0..<11).map { [Double($0), Double($0 % 3) - 1] }
  static let weights = (0..<11).map { 1 + 0.5 * Double($0 % 2) }

  @Test func rowsKeepTheirPlacesAndZerosFillUp() {
    let groups = DesignGroups(DesignMatrix(rows: Self.rows), minus: [1, 0])
    #expect(groups.count == 2 && groups.width == 2 && groups.rowCount == 11)
    #expect(groups.values[0] == SIMD8(-1, 0, 1, 2, 3, 4, 5, 6))
    #expect(groups.values[2] == SIMD8(7, 8, 9, 0, 0, 0, 0, 0))
    #expect(groups.values[3] == SIMD8(1, -1, 0, 0, 0, 0, 0, 0))
    #expect(DesignGroups.grouped([1, 2]) == [SIMD8(1, 2, 0, 0, 0, 0, 0, 0)])
  }

  /// Against the sums row by row.
  @Test func momentsAreSumsOverRows() {
    let groups = DesignGroups(DesignMatrix(rows: Self.rows))
    let weights = DesignGroups.grouped(Self.weights)
    var sums = MomentSums(width: 2)
    for group in 0..<groups.count { sums.add(group, of: groups, weights: weights[group]) }
    var expected = [Double](repeating: 0, count: 9)
    for (row, weight) in zip(Self.rows.map { $0 + [1] }, Self.weights) {
      for i in 0..<3 {
        for j in 0...i { expected[3 * i + j] += weight * row[i] * row[j] }
      }
    }
    expected[0] += 4
    expected[4] += 4
    #expect(isClose(sums.matrix(ridge: 4), expected, within: 1e-12))
  }
}
