import Input
import TestSupport
import Testing
import Traces

@Suite struct WideFormatTests {
  private let folder = ScratchFolder()

  @Test func columnsOfScoresAreModels() throws {
    let traces = try TraceLoader.load(
      paths: [
        folder.write(
          """
          id,prompt,gpt,claude,length,topic
          007,Why?,1,0.5,120,a
          8,How?,,true,30,b
          """)
      ])
    #expect(Array(traces.queryIDs) == ["007", "8"])
    #expect(traces.models == ["gpt", "claude"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.5, -1, 1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [1, 1, -1, 1])
    #expect(traces.costUnit == .relative)
    #expect(traces.prompts?[1] == "How?")
    #expect(traces.queryColumn("length")?.text(at: 0) == "120")
    #expect(traces.queryColumn("topic")?.text(at: 1) == "b")
  }

  /// Two columns that both name the group: the first stays, and no value moves to another query.
  @Test func columnsForOneThingKeepTheirRows() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write("id,group,category,a,b\n1,g1,c1,0,1\n2,g2,c2,0,1\n3,g3,c3,1,1\n")])
    #expect((0..<3).map { traces.queryColumn("group")?.text(at: $0) } == ["g1", "g2", "g3"])
  }

  @Test func aTableWithoutIdsOrWithOneColumnIsNone() {
    for text in ["a,b\n1,0\n", "id,a,b\nx,1,5\n", "id,a\nx,1\n"] {
      let path = folder.write(text)
      guard case .unknownFormat? = thrown({ () throws(InputError) in try TraceLoader.load(paths: [path]) }) else {
        Issue.record("it should not be recognised: \(text)")
        continue
      }
    }
  }
}
