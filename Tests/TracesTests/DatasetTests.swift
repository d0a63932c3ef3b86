import Input
import Testing
import Traces

@Suite struct DatasetTests {
  /// Models b at 4, a at 1, c at 1 in the train part; query 4 has no outcome of a.
  private let parts = TraceSet(
    source: "by hand", queryIDs: ["p", "q", "r", "s", "t"], models: ["b", "a", "c"],
    quality: [1, 0, 0.5, 0, 1, 1, 1, 1, 0, 0.25, .nan, 1, 0, 0, 1],
    cost: [3, 1, 1, 5, 1, 1, 2, 9, 9, 1, 1, 1, 2, 2, 9],
    queryColumns: [
      Column(name: "split", values: .categories(codes: [0, 0, 1, 2, 2], labels: ["train", "tune", "test"]))
    ])

  @Test func modelsAreInTheOrderOfTheirTrainCosts() throws {
    let data = try Dataset(
      traces: parts, models: [0, 2, 1], queries: [0, 1, 2, 3, 4], split: .column("split"), needsAll: true)
    // a and c cost the same in the train part: the first in the traces comes first.
    #expect(data.models == ["a", "c", "b"] && data.modelIndices == [1, 2, 0])
    #expect(data.queryIndices == [0, 1, 2, 4] && data.leftOutCount == 1 && data.queryID(3) == "t")
    #expect(data.train == [0, 1] && data.tune == [2] && data.test == [3])
    #expect(data.quality == [0, 0.5, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0])
    #expect(data.cost == [1, 1, 3, 1, 1, 5, 9, 9, 2, 2, 9, 2])
    #expect(data.means(of: data.quality, over: [0, 1]) == [0.5, 0.75, 0.5])
  }

  @Test func partsMayBeReplaced() throws {
    let data = try Dataset(traces: parts, models: [0, 1], queries: [0, 1, 2, 4], split: .column("split"))
    #expect(data.tuningRows == [2] && data.tuning(on: []).tuningRows == [0, 1])
    // The order of the models stays, though b is the cheaper of the two in row 2.
    let other = data.training(on: [2])
    #expect(other.train == [2] && other.models == data.models)
  }

  @Test func nothingToWorkWithIsAnError() {
    func error(_ models: [Int], _ queries: [Int]) -> TraceError? {
      do throws(TraceError) {
        _ = try Dataset(traces: parts, models: models, queries: queries, split: .column("split"))
        return nil
      } catch { return error }
    }
    #expect(error([], [0, 4]) == .emptyPool)
    // Of either two queries the standard split leaves nothing for one of the parts, too.
    #expect(error([0], [2, 4]) == .emptyPart(part: .train, isStandard: true))
    #expect(error([1], [0, 3]) == .emptyPart(part: .test, isStandard: true))
  }

  /// Five queries, three models: complete, two, one (train), one (test), none; then a test query.
  private static func traces() -> TraceSet {
    let missing = Double.nan
    let quality = [
      1, 0, 1, 1, missing, 0, missing, 1, missing, 1, missing, missing, missing, missing, missing, 0, 1, 1,
    ]
    let cost = [5, 1, 9, 7, missing, 8, missing, 2, missing, 6, missing, missing, missing, missing, missing, 5, 1, 9]
    return TraceSet(
      source: "by hand", queryIDs: StringColumn(["all", "two", "one", "alone", "none", "test"]),
      models: ["a", "b", "c"],
      quality: quality, cost: cost,
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 0, 0, 1, 0, 1], labels: ["train", "test"]))
      ])
  }

  private static func data(_ models: [Int], needsAll: Bool = false) throws -> Dataset {
    try Dataset(traces: traces(), models: models, queries: Array(0..<6), split: .column("split"), needsAll: needsAll)
  }

  /// Mean train costs on the rows that they have: a (5 + 7)/2, b (1 + 2)/2, c (9 + 8)/2.
  @Test("Every row with an outcome counts; the order of the pool goes by the means over each model's own rows")
  func rows() throws {
    let data = try Self.data([0, 1, 2])
    #expect(data.models == ["b", "a", "c"])
    #expect((0..<data.count).map(data.queryID) == ["all", "two", "one", "alone", "test"])
    #expect(data.train == [0, 1, 2] && data.test == [3, 4])
    #expect(!data.isComplete && data.leftOutCount == 1)
    #expect(
      (0..<5).map { row in (0..<3).filter { data.isOffered($0, on: row) } } == [
        [0, 1, 2], [1, 2], [0], [1], [0, 1, 2],
      ])
    #expect(data.means(of: data.cost, over: data.train) == [1.5, 6, 8.5])
    // None of the rows: the mean over the train part.
    #expect(data.means(of: data.cost, over: [1]) == [1.5, 7, 8])
  }

  @Test("Where no two models of the pool ran on a query, nothing tells how they compare")
  func nothingInCommon() throws {
    // a and b took turns, and c ran on all.
    let quality = (0..<6).flatMap { $0 % 2 == 0 ? [1, .nan, 1] : [.nan, 1, 1] }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<6).map { "q\($0)" }), models: ["a", "b", "c"], quality: quality,
      cost: quality,
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 0, 0, 0, 1, 1], labels: ["train", "test"]))
      ])
    func error(_ models: [Int]) -> TraceError? {
      do throws(TraceError) {
        _ = try Dataset(traces: traces, models: models, queries: Array(0..<6), split: .column("split"))
        return nil
      } catch { return error }
    }
    guard case .emptyPart(.test, _)? = error([0, 1]) else {
      Issue.record("not refused")
      return
    }
    #expect(error([0, 1, 2]) == nil)
  }

  @Test("Complete queries only, or a pool of one model")
  func completeRows() throws {
    let complete = try Self.data([0, 1, 2], needsAll: true)
    #expect((0..<complete.count).map(complete.queryID) == ["all", "test"])
    #expect(complete.isComplete && complete.leftOutCount == 4)
    let single = try Self.data([0])
    #expect((0..<single.count).map(single.queryID) == ["all", "two", "alone", "test"])
    #expect(single.isComplete && single.test == [2, 3])
  }

  @Test("An outcome without a cost is no outcome, and a model without one to be fitted on is an error")
  func halves() throws {
    var traces = Self.traces()
    traces.cost[2] = .nan
    let data = try Dataset(traces: traces, models: [0, 1, 2], queries: Array(0..<6), split: .column("split"))
    #expect(data.quality[2].isNaN)
    traces.cost[5] = .nan
    #expect(throws: TraceError.untrainedModel("c")) {
      try Dataset(traces: traces, models: [0, 1, 2], queries: Array(0..<6), split: .column("split"))
    }
  }
}
