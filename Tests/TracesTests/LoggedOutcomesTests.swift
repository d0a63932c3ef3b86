import Input
import TestSupport
import Testing
import Traces

@Suite struct LoggedOutcomesTests {
  /// One outcome per query, of model a or b, as its model, its quality, its cost and its propensity.
  private static func log(
    _ rows: [(model: Int, quality: Double, cost: Double, propensity: Double)], groups: [Int32]? = nil,
    isRecorded: Bool = true, models: [Int] = [0, 1]
  ) throws -> Dataset {
    func table(_ value: (Int) -> Double) -> [Double] {
      rows.indices.flatMap { row in (0..<2).map { $0 == rows[row].model ? value(row) : .nan } }
    }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(rows.indices.map { "q\($0)" }), models: ["a", "b"],
      quality: table { rows[$0].quality }, cost: table { rows[$0].cost },
      queryColumns: groups.map { [Column(name: "group", values: .categories(codes: $0, labels: ["g", "h"]))] } ?? [],
      outcomeColumns: isRecorded ? [Column(name: "propensity", values: .numbers(table { rows[$0].propensity }))] : [])
    return try Dataset(
      traces: traces, models: models, queries: Array(rows.indices), split: .folds(count: 3, repeats: 1, seed: 0))
  }

  private static let five: [(model: Int, quality: Double, cost: Double, propensity: Double)] = [
    (0, 1, 1, 0.5), (0, 0, 2, 0.25), (0, 1, 3, 1), (1, 1, 4, 0.8), (1, 0, 6, 0.5),
  ]

  /// Nothing is known of queries, so a model's expectation is the mean of its other outcomes. Of a 2/3 and 2 where b
  /// served; where it served itself 1/2 + 2 (1 - 1/2), 1 + 4 (0 - 1), 1/2 + 1 (1 - 1/2), and of its costs
  /// 2.5 + 2 (1 - 2.5), 2 + 4 (2 - 2), 1.5 + 1 (3 - 1.5). Of b 1/2 and 5 elsewhere; 0 + 1.25 (1 - 0), 1 + 2 (0 - 1), and
  /// 6 + 1.25 (4 - 6), 4 + 2 (6 - 4).
  @Test func valuesByHand() throws {
    let data = try Self.log(Self.five).valued()
    func column(_ table: [Double], _ model: Int) -> [Double] { (0..<5).map { table[$0 * 2 + model] } }
    #expect(data.models == ["a", "b"] && data.isComplete && data.isLog)
    #expect(isClose(column(data.quality, 0), [1.5, -3, 1, 2.0 / 3, 2.0 / 3]))
    #expect(isClose(column(data.cost, 0), [-0.5, 2, 3, 2, 2]))
    #expect(isClose(column(data.quality, 1), [0.5, 0.5, 0.5, 1.25, -1]))
    #expect(isClose(column(data.cost, 1), [5, 5, 5, 3.5, 8]))
    let log = try #require(data.log)
    #expect(isClose(log.weights, [2, 0, 4, 0, 1, 0, 0, 1.25, 0, 2]) && log.hasPropensities && !log.hasGroups)
    // What was recorded is still there.
    let recorded = data.recorded
    #expect(recorded.quality[0] == 1 && recorded.quality[1].isNaN && !recorded.isComplete && recorded.log == nil)
  }

  /// In g a served two of three queries, in h none of two; one more of each: 3/5 and 2/5, 1/4 and 3/4.
  @Test func sharesWithinGroupsWhereNoneAreRecorded() throws {
    let rows: [(model: Int, quality: Double, cost: Double, propensity: Double)] = [
      (0, 1, 1, 0), (0, 0, 1, 0), (1, 1, 2, 0), (1, 1, 2, 0), (1, 0, 2, 0),
    ]
    let log = try #require(try Self.log(rows, groups: [0, 0, 0, 1, 1], isRecorded: false).valued().log)
    let expected = [5.0 / 3, 0, 5.0 / 3, 0, 0, 2.5, 0, 4.0 / 3, 0, 4.0 / 3]
    #expect(isClose(log.weights, expected))
    #expect(!log.hasPropensities && log.groupNames == ["g", "h"] && log.weightLimit == 20)
  }

  /// 1000 counts as 100: 1/2 + 100 (1 - 1/2).
  @Test func noWeightExceedsTheLimit() throws {
    var rows = Self.five
    rows[0].propensity = 0.001
    let data = try Self.log(rows).valued()
    #expect(abs(data.quality[0] - 50.5) < 1e-9 && data.log?.weights[0] == 1000)
  }

  @Test func chancesAreAboveZeroAndUpToOne() throws {
    for wrong in [0, -0.1, 1.5] {
      var rows = Self.five
      rows[3].propensity = wrong
      let data = try Self.log(rows)
      #expect(throws: TraceError.invalidPropensity(query: "q3", found: wrong)) { try data.valued() }
    }
  }

  @Test("Queries that another model served count for a pool that lacks it")
  func poolOfALog() throws {
    let data = try Self.log(Self.five, models: [0])
    #expect(data.count == 5 && data.leftOutCount == 0 && data.test.count == 5)
    #expect(abs(try data.valued().quality.reduce(0, +) - (1.5 - 3 + 1 + 4.0 / 3)) < 1e-12)
  }
}
