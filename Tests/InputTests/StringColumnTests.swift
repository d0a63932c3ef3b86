import Input
import Testing

@Suite struct StringColumnTests {
  @Test func keepsStrings() {
    var column: StringColumn = ["a", "", "äö"]
    column.append("b")
    #expect(Array(column) == ["a", "", "äö", "b"])
    #expect(Array(column.utf8(at: 2)) == [0xC3, 0xA4, 0xC3, 0xB6])
    #expect(column.count == 4)
  }
}
