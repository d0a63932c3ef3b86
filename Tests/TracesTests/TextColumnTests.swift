import Testing
import Traces

@Suite struct TextColumnTests {
  @Test func keepsTextsInMemory() {
    let column = TextColumn(["a", nil, ""])
    #expect(column.count == 3)
    #expect((0..<3).map { column[$0] } == ["a", nil, ""])
    #expect((0..<3).map { column.isPresent(at: $0) } == [true, false, true])
  }
}
