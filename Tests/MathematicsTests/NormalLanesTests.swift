import Mathematics
import Testing

@Suite struct NormalLanesTests {
  private func column(_ lanes: NormalLanes, _ dimension: Int) -> [Double] {
    let groups = lanes.count / 8
    return (0..<lanes.count).map { lanes.values[dimension * groups + $0 / 8][$0 % 8] }
  }

  @Test("Means and covariances are exact", arguments: [(128, 2), (128, 11), (128, 32), (1024, 20), (256, 40)])
  func moments(count: Int, dimensions: Int) {
    let lanes = NormalLanes.shared(count: count, dimensions: dimensions)
    let columns = (0..<dimensions).map { column(lanes, $0) }
    for i in 0..<dimensions {
      #expect(abs(columns[i].mean) < 1e-15)
      for j in 0...i {
        let moment = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } / Double(count)
        #expect(abs(moment - (i == j ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test("The second half mirrors the first, and a second look gives the same bytes")
  func mirrored() {
    let lanes = NormalLanes.shared(count: 64, dimensions: 3)
    let first = column(lanes, 1)
    #expect((0..<32).allSatisfy { first[$0] == -first[$0 + 32] })
    #expect(NormalLanes.shared(count: 64, dimensions: 3).values == lanes.values)
  }

  @Test("The expected maximum of 5 and of 11 standard normals is the tabulated order statistic")
  func orderStatistics() {
    // Harter (1961): 1.16296 for n = 5, 1.58644 for n = 11.
    for (dimensions, expected) in [(5, 1.162_964_47), (11, 1.586_436_35)] {
      let lanes = NormalLanes.shared(count: 16384, dimensions: dimensions)
      let columns = (0..<dimensions).map { column(lanes, $0) }
      let value = (0..<lanes.count).map { lane in columns.map { $0[lane] }.max() ?? 0 }.mean
      #expect(abs(value - expected) < 1e-3)
    }
  }
}
