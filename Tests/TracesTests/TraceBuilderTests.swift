import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct TraceBuilderTests {
  private func error(_ paths: String..., options: LoadOptions = LoadOptions()) -> InputError? {
    thrown { () throws(InputError) in try TraceLoader.load(paths: paths, options: options) }
  }

  /// Composed (U+00E8) and decomposed (e, U+0300): one name, whose two outcomes of a query are two runs.
  @Test func spellingsOfOneModelAreOneModel() throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(
      paths: [
        folder.write(
          "query_id,model,quality,cost\nq,mod\u{E8}le,0,1\nq,mode\u{300}le,1,3\nq,big,1,9\nr,mode\u{300}le,1,3\n")
      ])
    #expect(traces.models == ["mod\u{E8}le", "big"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0.5, 1, 1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 9, 3, -1])
    #expect(traces.respelledModels == ["mod\u{E8}le"])
    #expect(traces.models[0].unicodeScalars.count == 6)
  }

  /// Queries, groups and what is joined by queries follow the same rule.
  @Test func spellingsOfOneQueryAreOneQuery() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      "query_id,model,quality,cost,group\ncaf\u{E9},m,0,1,\u{E9}\ncafe\u{301},n,1,3,e\u{301}\nb,m,1,9,e\u{301}\n")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.queryCount == 2 && traces.respelledQueryCount == 1 && traces.respelledModels.isEmpty)
    guard case .categories([0, 0], ["\u{E9}"])? = traces.queryColumn("group")?.values else {
      Issue.record("both groups are one")
      return
    }
    let joined = try traces.joining(path: folder.write("query_id,x_n\ncafe\u{301},4\nb,5\n", to: "j.csv")).traces
    guard case .numbers([4, 5])? = joined.queryColumn("x_n")?.values else {
      Issue.record("both queries are found")
      return
    }
  }

  @Test func tablesThatAreMostlyEmptyAreRefused() {
    let folder = ScratchFolder()
    let rows = (0..<3000).map { "q\($0),m\($0),1,1\n" }.joined()
    let path = folder.write("query_id,model,quality,cost\n" + rows)
    guard case .incompatible(path, let reason)? = error(path) else {
      Issue.record("it should be refused")
      return
    }
    #expect(reason.contains("3,000 queries x 3,000 models would be 9,000,000 outcomes"))
  }
}
