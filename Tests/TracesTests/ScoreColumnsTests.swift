import Input
import TestSupport
import Testing
import Traces

/// Which columns count as those of models, seen from what a table of them loads as.
@Suite struct ScoreColumnsTests {
  private let files = ScratchTraces()

  @Test(arguments: [
    // Words for scores, percentages and truth values are scores; other words and larger numbers are none.
    ("id,a,b,c,d\n1,pass,50%,3,x\n2,fail,true,1,y\n", "a b"),
    // One word among scores is a mistake, many are something else.
    ("id,a,b,c\n1,1,0,1\n2,1,0,x\n3,0,1,y\n", "a b"),
    // A name tells more than values do.
    ("id,a,b,seed,x_f\n1,1,0,1,0\n2,0,0,1,1\n", "a b"),
  ]) func areTold(text: String, models: String) throws {
    #expect(try files.load(text, to: "t.csv").models.joined(separator: " ") == models)
  }

  /// With --clip numbers just outside of the range are scores as well.
  @Test func justOutside() throws {
    let text = "id,a,b\n1,1.02,0.5\n2,1.01,-0.01\n"
    let error = files.error { () throws(InputError) in try files.load(text, to: "t.csv") }
    #expect(error == "t.csv is in no known format")
    let traces = try files.load(text, to: "t.csv", LoadOptions(clip: true))
    #expect(traces.quality == [1, 0.5, 1, 0] && traces.clippedCount == 3)
  }

  /// Words for missing numbers do not hide that a column holds scores: two of three values of b.
  @Test func missingWords() throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(paths: [folder.write("query_id,a,b\n1,1,NA\n2,0,None\n3,1,0.5\n")])
    #expect(traces.models == ["a", "b"] && traces.missingWordCount == 2)
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, -1, 0, -1, 1, 0.5])
  }
}
