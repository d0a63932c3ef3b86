import Input
import TestSupport
import Testing
import Traces

@Suite struct LoggedModelsTests {
  /// Queries on which models ran, of a, b and c.
  private func traces(_ runs: [String], propensities: Bool = false, ofQueries: Bool = false) -> TraceSet {
    let quality = runs.flatMap { run in ["a", "b", "c"].map { run.contains($0) ? 1.0 : .nan } }
    let column = Column(
      name: "propensity", values: .numbers(ofQueries ? runs.map { _ in 0.5 } : quality.map { $0 * 0.5 }))
    return TraceSet(
      source: "by hand", queryIDs: StringColumn(runs.indices.map { "q\($0)" }), models: ["a", "b", "c"],
      quality: quality, cost: quality, queryColumns: propensities && ofQueries ? [column] : [],
      outcomeColumns: propensities && !ofQueries ? [column] : [])
  }

  @Test("Most queries with the outcome of one model make a log, or most with fewer than all and a propensity")
  func logs() {
    func isLog(_ runs: [String], propensities: Bool = false) -> Bool {
      traces(runs, propensities: propensities).isLog(on: Array(runs.indices))
    }
    let three = ["a", "b", "c"]
    #expect(isLog(three) && isLog(three + three + three + ["abc"]))
    #expect(!isLog(three + ["ab", "bc", "abc"]), "half are not most")
    #expect(isLog(three + ["", "", "", ""]), "queries without an outcome do not count")
    #expect(!isLog(["abc", "abc"]) && !isLog(["", ""]))
    #expect(isLog(["ab", "ab", "abc"], propensities: true) && !isLog(["ab", "ab", "abc"]))
    #expect(!isLog(["ab", "abc", "abc", "a"], propensities: true), "half are not most")
    #expect(!isLog(["ab", "abc", "abc", "abc"], propensities: true), "nearly complete")
    #expect(!isLog(["abc", "abc", ""], propensities: true))
    #expect(traces(["a", "b", "abc"], propensities: true).isLog(on: [0, 1]) && !traces(["a", "abc"]).isLog(on: [1]))
    #expect(traces(["a"], propensities: true).hasPropensities && !traces(["a"]).hasPropensities)
    #expect(traces(["a", "a"], propensities: true, ofQueries: true).hasPropensities)
  }

  /// Most of these queries have one outcome. By hand: what is missing is of models that ran beside others on more than one in
  /// four of their queries.
  @Test(
    "Where a model ran beside others, as in a cascade, there is no log of choices",
    arguments: [
      (["a", "a", "a", "ac"], false), (["a", "a", "a", "a", "ab", "abc"], false),
      // The first one failed to answer once, and the other one was asked.
      (["a", "a", "a", "a", "ac", "ac", "c"], false),
      // c alone on 2 of 3 and a on 1 of 2: in between.
      (["a", "c", "c", "ac"], false),
      // On one in seven both were tried.
      (["a", "a", "a", "c", "c", "c", "ac"], true),
    ])
  func cascades(_ runs: [String], _ isLog: Bool) {
    #expect(traces(runs).isLog(on: Array(runs.indices)) == isLog)
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
