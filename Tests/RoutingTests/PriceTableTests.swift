import Routing
import Testing

@Suite struct PriceTableTests {
  /// (-inf, 1] run 3, (1, 2] open, (2, inf) stop.
  static var table: PriceTable {
    var table = PriceTable()
    table.append(.run(3), upTo: 0.5)
    table.append(.run(3), upTo: 1)
    table.append(.undetermined, upTo: 2)
    table.append(.stop, upTo: 1.5)
    table.append(.stop, upTo: .infinity)
    return table
  }

  @Test func neighboursOfOneVerdictAreOneInterval() {
    #expect(Self.table.edges == [1, 2, .infinity])
    #expect(Self.table.verdicts == [.run(3), .undetermined, .stop])
  }

  @Test func fillingLeavesOneVerdict() {
    var table = Self.table
    table.fill(.stop)
    #expect(table.edges == [.infinity] && table.verdicts == [.stop])
  }
}
