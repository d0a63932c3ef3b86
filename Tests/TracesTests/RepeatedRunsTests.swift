import TestSupport
import Testing
import Traces

@Suite struct RepeatedRunsTests {
  /// By hand: query q has three runs of a and one of b, query r none of a and two of b.
  @Test func runsStandInTheOrderOfTheFile() throws {
    let folder = ScratchFolder()
    let rows = ["q,a,1,1,1", "q,b,0.25,1,1", "q,a,0,1,2", "r,b,0.5,1,1", "q,a,0.75,1,3", "r,b,0,1,2"]
    let path = folder.write("query_id,model,quality,cost,epoch\n" + rows.joined(separator: "\n") + "\n")
    let runs = try #require(TraceLoader.load(paths: [path]).runs)
    #expect((0..<4).map { Array(runs[$0]) } == [[1, 0, 0.75], [0.25], [], [0.5, 0]])
  }
}
