import Mathematics
import Testing

@Suite struct NeighboursTests {
  @Test func nearestComeFirst() {
    let line = Neighbours(points: [0, 1, 5, 2], dimensions: 1)
    #expect(line.nearest(2, to: [0.9]) == [1, 0])
    #expect(line.nearest(9, to: [10]) == [2, 3, 1, 0])
    #expect(line.nearest(2, to: [1], excluding: 1) == [0, 3])
  }

  @Test func equalsKeepTheirOrder() {
    let points = Neighbours(points: [0, 1, 1, 0, 0, -1], dimensions: 2)
    #expect(points.nearest(2, to: [0, 0]) == [0, 1])
  }

  @Test func theSameAsSorting() {
    let key = RandomKey(seed: 2, purpose: "neighbours")
    let points = (0..<300).map { key.mixing($0).uniform }
    let space = Neighbours(points: points, dimensions: 3)
    for target in 0..<10 {
      let place = (0..<3).map { key.mixing("target").mixing(target).mixing($0).uniform }
      let sorted = (0..<100).sorted { a, b in
        func distance(_ index: Int) -> Double {
          (0..<3).reduce(0) { $0 + (points[index * 3 + $1] - place[$1]) * (points[index * 3 + $1] - place[$1]) }
        }
        return (distance(a), a) < (distance(b), b)
      }
      #expect(space.nearest(7, to: place) == Array(sorted.prefix(7)))
    }
  }
}
