import Input
import TestSupport
import Testing
import Traces

@Suite struct QualifiedNamesTests {
  private let files = ScratchTraces()

  @Test func tasksTellQueriesApart() throws {
    let first = files.folder.write(ScratchTraces.inspect, to: "1.json")
    let second = files.folder.write(ScratchTraces.inspect.replacing("\"t\"", with: "\"u\""), to: "2.json")
    let traces = try TraceLoader.load(paths: [first, second])
    #expect(Array(traces.queryIDs) == ["t/7", "t/08", "u/7", "u/08"])
  }

  /// Queries of one task keep their names as they are.
  @Test func oneTaskIsNotNamed() throws {
    let traces = try TraceLoader.load(paths: [files.folder.write(ScratchTraces.inspect, to: "1.json")])
    #expect(Array(traces.queryIDs) == ["7", "08"])
  }
}
