import Routing
import Testing

@Suite struct RowUnitsTests {
  @Test func fewRowsAreUnits() {
    let units = RowUnits(rowCount: 50_000)
    #expect(units.areRows && units.count == 50_000 && units.size(of: 7) == 1)
    #expect(RowUnits(rowCount: 3).sums(of: [2, 3, 5]) == [2, 3, 5])
  }

  @Test func manyRowsAreDealtIntoGroupsOfAlmostEqualSize() {
    let units = RowUnits(rowCount: 70_000)
    #expect(!units.areRows && units.count == 20_000)
    let sizes = (0..<units.count).map { units.size(of: $0) }
    // 3.5 on average.
    #expect(Set(sizes) == [3, 4] && sizes.reduce(0, +) == 70_000)
  }

  @Test func everyRowIsInOneGroup() {
    let units = RowUnits(rowCount: 50, rowLimit: 10, groupCount: 12)
    // Powers of two: a sum says which rows it is of.
    let sums = units.sums(of: (0..<50).map { Double(UInt64(1) << $0) }).map { UInt64($0) }
    #expect(sums.map(\.nonzeroBitCount) == (0..<12).map { units.size(of: $0) })
    #expect(sums.reduce(0, |) == UInt64(1) << 50 - 1 && sums.reduce(0, +) == UInt64(1) << 50 - 1)
  }
}
