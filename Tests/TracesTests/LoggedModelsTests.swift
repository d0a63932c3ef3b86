import Input
import TestSupport
import Testing
import Traces

@Suite struct LoggedModelsTests {
  /// Queries with as many outcomes as given, of three models.
  private func traces(_ counts: [Int], propensities: Bool = false, ofQueries: Bool = false) -> TraceSet {
    let quality = counts.flatMap { count in (0..<3).map { $0 < count ? 1.0 : .nan } }
    let column = Column(
      name: "propensity", values: .numbers(ofQueries ? counts.map { _ in 0.5 } : quality.map { $0 * 0.5 }))
    return TraceSet(
      source: "by hand", queryIDs: StringColumn(counts.indices.map { "q\($0)" }), models: ["a", "b", "c"],
      quality: quality, cost: quality, queryColumns: propensities && ofQueries ? [column] : [],
      outcomeColumns: propensities && !ofQueries ? [column] : [])
  }

  @Test("Most queries with the outcome of one model make a log, or most with fewer than all and a propensity")
  func logs() {
    func isLog(_ traces: TraceSet) -> Bool { traces.isLog(on: Array(0..<traces.queryCount)) }
    #expect(isLog(traces([1, 1, 3])))
    #expect(!isLog(traces([1, 1, 2, 3])), "half are not most")
    #expect(isLog(traces([1, 1, 3, 0, 0])), "queries without an outcome do not count")
    #expect(!isLog(traces([3, 3])) && !isLog(traces([0, 0])))
    #expect(isLog(traces([2, 2, 3], propensities: true)) && !isLog(traces([2, 2, 3])))
    #expect(!isLog(traces([2, 3, 3, 1], propensities: true)), "half are not most")
    #expect(!isLog(traces([2, 3, 3, 3], propensities: true)), "nearly complete")
    #expect(!isLog(traces([3, 3, 0], propensities: true)))
    #expect(traces([1, 1, 3]).isLog(on: [0, 1, 2]) && !traces([1, 1, 3]).isLog(on: [2]))
    #expect(traces([1], propensities: true).hasPropensities && !traces([1]).hasPropensities)
    #expect(traces([1, 1], propensities: true, ofQueries: true).hasPropensities)
  }

  @Test("A column of propensities belongs to outcomes, though each query has but one")
  func column() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "query_id,model,quality,cost,propensity,x_size\nq,a,1,1,0.25,3\nr,b,0,2,0.75,4\n", to: "log.csv")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.queryColumns.map(\.name) == ["x_size"])
    guard case .numbers(let values)? = traces.outcomeColumn("propensity")?.values else {
      Issue.record("no numbers")
      return
    }
    #expect(values[0] == 0.25 && values[3] == 0.75 && values[1].isNaN && values[2].isNaN)
  }
}
