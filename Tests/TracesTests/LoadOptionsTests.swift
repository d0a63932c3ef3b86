import Input
import TestSupport
import Testing
import Traces

@Suite struct LoadOptionsTests {
  private let folder = ScratchFolder()

  /// Formats that record one kind of cost have no other.
  @Test func theRecordedCostIsTheOnlyOne() throws {
    let path = folder.write(
      #"[{"llm_name_list": ["a"], "perf_list": [1], "cost_list": [2]}]"#, to: "a.json")
    #expect(throws: InputError.incompatible(path: path, reason: "the format does not record tokens")) {
      try TraceLoader.load(paths: [path], options: LoadOptions(cost: .tokens))
    }
    let relative = try TraceLoader.load(paths: [path], options: LoadOptions(cost: .relative))
    #expect(relative.cost == [2] && relative.costUnit == .relative)
  }

  /// A column that another one was mapped over is not taken for it, and keeps no name.
  @Test func mappedColumnsTakeTheNames() throws {
    let path = folder.write("query_id,model,quality,correct,cost\nq,a,0.25,1,2\n")
    let traces = try TraceLoader.load(paths: [path], options: LoadOptions(map: ["quality": "correct"]))
    #expect(traces.quality == [1] && traces.queryColumns.isEmpty && traces.outcomeColumns.isEmpty)
  }

  /// The ends of a scale are 0 and 1.
  @Test func scoresMayHaveAScale() throws {
    var options = LoadOptions()
    options.scale = 1...5
    let path = folder.write("query_id,model,quality,cost\nq,a,1,1\nr,a,4,1\ns,a,5,1\n")
    #expect(try TraceLoader.load(paths: [path], options: options).quality == [0, 0.75, 1])
    #expect(throws: InputError.self) {
      try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost\nq,a,0.5,1\n")], options: options)
    }
  }
}
