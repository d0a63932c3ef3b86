import Input
import Mathematics
import Testing
import Traces

@Suite struct FoldsTests {
  /// Traces of one model with a group per query.
  private func data(ids: [String], groups: [Int32], folds: Int, repeats: Int = 1) throws -> Dataset {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(ids), models: ["m"], quality: ids.map { _ in 1 },
      cost: ids.map { _ in 1 },
      queryColumns: [Column(name: "group", values: .categories(codes: groups, labels: ["a", "b", "c"]))])
    return try Dataset(
      traces: traces, models: [0], queries: Array(ids.indices), split: .folds(count: folds, repeats: repeats, seed: 0))
  }

  /// 7, 11 and 5 queries of three groups in 4 folds: 1 or 2, 2 or 3, 1 or 2 of each group; 5 or 6 in all.
  @Test func everyFoldHasItsShareOfEveryGroup() throws {
    let groups = (0..<23).map { Int32($0 < 7 ? 0 : $0 < 18 ? 1 : 2) }
    let data = try data(ids: (0..<23).map { "q\($0)" }, groups: groups, folds: 4)
    let deal = try #require(data.folds).deals[0]
    for fold in 0..<4 {
      let own = deal.indices.filter { deal[$0] == fold }
      #expect([5, 6].contains(own.count))
      for (group, allowed) in [(Int32(0), [1, 2]), (1, [2, 3]), (2, [1, 2])] {
        #expect(allowed.contains(own.count { groups[$0] == group }))
      }
    }
    #expect(data.train == Array(0..<23) && data.test == Array(0..<23) && data.tune.isEmpty)
  }

  @Test func theOrderOfTheFileDoesNotMatter() throws {
    let ids = (0..<20).map { "q\($0)" }
    let one = try data(ids: ids, groups: ids.indices.map { Int32($0 % 3) }, folds: 5)
    let other = try data(ids: ids.reversed(), groups: ids.indices.reversed().map { Int32($0 % 3) }, folds: 5)
    #expect(try #require(one.folds).deals[0] == #require(other.folds).deals[0].reversed())
  }

  @Test func repeatsDealAnew() throws {
    let folds = try #require(
      try data(ids: (0..<20).map { "q\($0)" }, groups: Array(repeating: 0, count: 20), folds: 5, repeats: 3).folds)
    #expect(folds.repeatCount == 3 && Set(folds.deals).count == 3)
    #expect(folds.rows(in: 1, of: 2).count == 4)
    #expect(folds.rows(outside: 1, 1, of: 2).count == 16 && folds.rows(outside: 1, 3, of: 2).count == 12)
  }

  @Test(arguments: [(3, 3), (30, 3), (49, 4), (99, 9), (100, 10), (199, 19), (200, 20), (499, 20), (500, 5), (2999, 5)])
  func fewQueriesGetMoreFolds(queries: Int, folds: Int) {
    #expect(Folds.standardCount(of: queries) == folds)
  }

  @Test func testRowsAreKnownByFold() throws {
    let data = try data(ids: (0..<10).map { "q\($0)" }, groups: Array(repeating: 0, count: 10), folds: 5)
    let folds = try #require(data.folds)
    #expect(data.testFolds.map(\.count) == [2, 2, 2, 2, 2])
    for (fold, places) in data.testFolds.enumerated() {
      #expect(places.allSatisfy { folds.deals[0][data.test[$0]] == fold })
    }
  }

  @Test func dealingCanBeCancelled() throws {
    let flag = CancellationFlag()
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r"], models: ["m"], quality: [1, 1, 1], cost: [1, 1, 1])
    func deal() throws(TraceError) -> Dataset {
      try Dataset(
        traces: traces, models: [0], queries: [0, 1, 2], split: .folds(count: 3, repeats: 100, seed: 0),
        task: TaskContext(flag: flag))
    }
    #expect(try deal().folds?.repeatCount == 100)
    flag.cancel()
    #expect(throws: TraceError.cancelled) { try deal() }
  }

  @Test func fewerQueriesThanFoldsAreRefused() {
    #expect(throws: TraceError.tooFewForFolds(queries: 2, folds: 3)) {
      try data(ids: ["x", "y"], groups: [0, 0], folds: 3)
    }
  }
}
