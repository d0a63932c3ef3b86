import Testing
import Traces

@Suite struct OutcomeIndexTests {
  private func index(_ pairs: [(Int, Int)], queries: Int, models: Int) -> OutcomeIndex {
    var index = OutcomeIndex()
    for query in 0..<queries { _ = index.queries.insert("q\(query)") }
    for model in 0..<models { _ = index.models.insert("m\(model)") }
    for (query, model) in pairs { _ = index.append(query: query, model: model) }
    return index
  }

  @Test func keepsRowsInTheOrderOfTheTable() {
    let index = index([(0, 0), (0, 1), (1, 0), (1, 1)], queries: 2, models: 2)
    var values = [1, 2, 3, 4]
    #expect(index.table(of: &values, missing: 0) == [1, 2, 3, 4])
    #expect(values.isEmpty)
    #expect((0..<4).map { index.query(of: $0) } == [0, 0, 1, 1])
    #expect((0..<4).map { index.model(of: $0) } == [0, 1, 0, 1])
  }

  @Test func placesRowsOfAnyOrder() {
    let index = index([(0, 0), (1, 0), (2, 0), (1, 1), (0, 1)], queries: 3, models: 2)
    var values = [1, 2, 3, 4, 5]
    #expect(index.table(of: &values, missing: 0) == [1, 5, 2, 4, 3, 0])
    #expect(index.byQuery([7, 8, 9, 8, 7], missing: 0) == [7, 8, 9])
  }

  @Test func placesRowsThatLeaveTheOrderLate() {
    let index = index([(0, 0), (0, 1), (1, 0), (2, 1), (1, 1)], queries: 3, models: 2)
    var values = [1, 2, 3, 4, 5]
    #expect(index.table(of: &values, missing: 0) == [1, 2, 3, 5, 0, 4])
  }

  @Test func placesModelsThatComeLater() {
    let index = index([(0, 0), (1, 0), (1, 1)], queries: 2, models: 2)
    var values = [1, 2, 3]
    #expect(index.table(of: &values, missing: 0) == [1, 0, 2, 3])
  }

  @Test func fillsUpMissingValues() {
    let index = index([(0, 0), (0, 1), (1, 0)], queries: 2, models: 2)
    var values = [1]
    #expect(index.table(of: &values, missing: 0) == [1, 0, 0, 0])
  }

  @Test func aRetiredRowGivesItsPlaceToAnother() {
    var index = index([(0, 0), (0, 1), (1, 0), (1, 1)], queries: 2, models: 2)
    index.retire(1)
    #expect(!index.contains(query: 0, model: 1) && index.append(query: 0, model: 1))
    #expect(!index.append(query: 0, model: 1) && index.repeatCount == 0)
    var values = [1, 2, 3, 4, 5]
    #expect(index.table(of: &values, missing: 0) == [1, 5, 3, 4])
  }

  @Test func refusesTheSamePairTwice() {
    var index = index([(0, 0), (70, 0)], queries: 71, models: 1)
    let added = [70, 0, 69].map { index.append(query: $0, model: 0) }
    #expect(added == [false, false, true])
    #expect(index.count == 3)
  }

  /// A file of three models a query, cut after the second row of the second query.
  @Test func continuesInTheMiddleOfAQuery() {
    var index = index([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)], queries: 2, models: 3)
    var part = OutcomeIndex(after: index)
    for query in 0..<3 { _ = part.queries.insert("q\(query + 1)") }
    let added = [(0, 2), (1, 0), (1, 1), (1, 2), (2, 0)].map { part.append(query: $0, model: $1) }
    let repeated = part.append(query: 1, model: 1)
    #expect(added == [true, true, true, true, true] && !repeated && part.count == 5)
    #expect(
      (0..<5).map { part.query(of: $0) } == [0, 1, 1, 1, 2] && (0..<5).map { part.model(of: $0) } == [2, 0, 1, 2, 0])
    for query in 2..<4 { _ = index.queries.insert("q\(query)") }
    let merged = (0..<2).map { _ in
      index.append(part, queryNumbers: [1, 2, 3], modelNumbers: [0, 1, 2], keepsRepeats: false)
    }
    #expect(merged == [true, false])
    var values = Array(1...10)
    #expect(index.table(of: &values, missing: 0) == Array(1...10) + [0, 0])
  }

  /// The same, with a part whose rows are in another order.
  @Test func continuesInAnotherOrder() {
    var index = index([(0, 0), (0, 1), (1, 0)], queries: 2, models: 2)
    var part = OutcomeIndex(after: index)
    for query in [2, 1] { _ = part.queries.insert("q\(query)") }
    let added = [(0, 1), (0, 0), (1, 1)].map { part.append(query: $0, model: $1) }
    #expect(added == [true, true, true] && part.count == 3)
    _ = index.queries.insert("q2")
    let isMerged = index.append(part, queryNumbers: [2, 1], modelNumbers: [0, 1], keepsRepeats: false)
    #expect(isMerged)
    var values = Array(1...6)
    #expect(index.table(of: &values, missing: 0) == [1, 2, 3, 6, 5, 4])
  }
}
