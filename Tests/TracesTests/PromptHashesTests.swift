import TestSupport
import Testing
import Traces

@Suite struct PromptHashesTests {
  /// Two queries have different prompts in their rows, however often; a blank one is none.
  @Test func queriesWithOtherPromptsAreCountedOnce() throws {
    let folder = ScratchFolder()
    let rows = [
      "same,a,1,1,p", "same,b,1,1,p", "other,a,1,1,p", "other,b,1,1,r", "other,c,1,1,p", "third,a,1,1,s",
      "third,b,1,1,t", "blank,a,1,1,", "blank,b,1,1,p", "alone,a,1,1,z",
    ]
    let path = folder.write("query_id,model,quality,cost,prompt\n" + rows.map { $0 + "\n" }.joined())
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.otherPromptCount == 2)
    #expect((0..<5).map { traces.prompts?[$0] } == ["p", "p", "s", "p", "z"])
  }
}
