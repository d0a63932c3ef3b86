import Routing
import Testing

@Suite struct VerdictOverlayTests {
  @Test func layersThatDisagreeLeaveAPriceOpen() {
    // 1 from 1 to 4, 2 from 3 to 9 over it, stopping from 9 on; 2 again from 5 to 6 changes nothing.
    var overlay = VerdictOverlay()
    overlay.add(.run(2), from: 3, to: 9)
    overlay.add(.run(1), from: 1, to: 4)
    overlay.add(.run(2), from: 5, to: 6)
    overlay.add(.run(7), from: 8, to: 8)
    overlay.add(.stop, from: 9, to: .infinity)
    var table = PriceTable()
    overlay.write(into: &table)
    #expect(table.edges == [1, 3, 4, 9, .infinity])
    #expect(table.verdicts == [.undetermined, .run(1), .undetermined, .run(2), .stop])
  }

  @Test func whatNothingCoversIsOpen() {
    var overlay = VerdictOverlay()
    overlay.add(.run(1), from: 1, to: 2)
    overlay.add(.run(1), from: 3, to: 4)
    var table = PriceTable()
    overlay.write(into: &table)
    #expect(table.edges == [1, 2, 3, 4, .infinity])
    #expect(table.verdicts == [.undetermined, .run(1), .undetermined, .run(1), .undetermined])
    overlay.removeAll()
    overlay.write(into: &table)
    #expect(table.verdicts == [.undetermined])
  }
}
