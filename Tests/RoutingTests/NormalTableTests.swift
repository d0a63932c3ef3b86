import Routing
import Testing

@Suite struct NormalTableTests {
  @Test("Values come back by size")
  func sizes() {
    var table = NormalTable()
    table.set([1, 2, 3, 4], size: 2)
    table.set([5, 6, 7], size: 3)
    #expect(table.values(size: 2) == [1, 2, 3, 4])
    #expect(table.values(size: 3) == [5, 6, 7])
    #expect(table.values(size: 4) == nil)
  }
}
