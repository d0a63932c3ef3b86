import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct PlacedRowsTests {
  /// By hand: q has the runs 1, 0, 1 of mean 2/3 and r has one; the deviation of a run is the root of (2/3) / 2.
  @Test func runsAreAveraged() throws {
    let folder = ScratchFolder()
    let path = folder.write("query_id,model,quality,cost,epoch\nq,a,1,1,1\nq,a,0,2,2\nq,a,1,6,3\nr,a,1,1,1\n")
    let traces = try TraceLoader.load(paths: [path])
    #expect(abs(traces.quality[0] - 2.0 / 3) < 1e-15)
    #expect(traces.quality[1] == 1)
    #expect(traces.cost == [3, 1])
    #expect(traces.repeatCount == 2)
    let runs = try #require(RunSummary(traces, on: OutcomeSelection(traces, models: [0], queries: [0, 1])))
    #expect(abs(runs.deviation - (1.0 / 3).squareRoot()) < 1e-15)
    var options = LoadOptions()
    options.repeats = .first
    let first = try TraceLoader.load(paths: [path], options: options)
    #expect(first.quality == [1, 1])
    #expect(first.cost == [1, 1])
    #expect(first.skippedCount == 2)
  }

  /// Models that come late, outcomes of any order, a prompt that is offered twice.
  @Test func rowsFindTheirPlaces() throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(
      paths: [
        folder.write(
          "query_id,model,quality,cost,prompt,answer\nq1,a,1,1,first,x\nq2,a,0,2,two,\nq1,b,0.5,3,second,y\n")
      ])
    #expect(traces.models == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.5, 0, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [1, 3, 2, -1])
    #expect((0..<4).map { traces.answers?[$0] } == ["x", "y", nil, nil] && traces.prompts?[1] == "two")
  }

  /// A column whose values are equal on each query becomes one of queries.
  @Test func columnsOfQueriesAreToldFromThoseOfRows() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      "query_id,model,quality,cost,level,note\nq,a,1,1,5,x\nr,a,1,1,6,x\nr,b,1,1,6,y\nq,b,1,1,5,x\n")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.queryColumns.map(\.name) == ["level"] && traces.outcomeColumns.map(\.name) == ["note"])
    guard case .numbers([5, 6])? = traces.queryColumn("level")?.values else {
      Issue.record("level is a number of each query")
      return
    }
  }
}
