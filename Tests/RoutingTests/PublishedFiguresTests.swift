import Routing
import Testing

@Suite struct PublishedFiguresTests {
  @Test func publishedFiguresStandInTheirCells() {
    #expect(PublishedFigures.table1("cascade-routing", cell: "11/high") == 74.40)
    #expect(PublishedFigures.table1("threshold", cell: "5/low") == 82.33)
    #expect(PublishedFigures.table1("linear", cell: "11/low") == 70.51)
    #expect(PublishedFigures.table1("index", cell: "11/low") == nil)
  }
}
