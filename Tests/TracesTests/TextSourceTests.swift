import Glibc
import Input
import TestSupport
import Testing
import Traces

@Suite struct TextSourceTests {
  @Test func readsTextsBackFromTheirFiles() throws {
    let folder = ScratchFolder()
    let long = String(repeating: "0123456789\n\"\"", count: 1_500_000)
    let header = "query_id,model,quality,cost,prompt,answer\n"
    let path = folder.write(
      header + "q1,m,1,1,\"say \"\"so\"\",\nand \"\"on\"\"\",plain ä\nq2,m,1,1,\"\",\"\(long)\"\nq3,m,1,1,,x")
    let lines = folder.write(
      #"{"query_id":"q4","model":"m","quality":1,"cost":1,"prompt":"a\n\u00e4\"","answer":{"b": [1]}}"#, to: "b.jsonl")
    let traces = try TraceLoader.load(paths: [path, lines])
    #expect((0..<4).map { traces.prompts?[$0] } == ["say \"so\",\nand \"on\"", "", nil, "a\nä\""])
    #expect(traces.answers?[0] == "plain ä")
    #expect(traces.answers?[1] == long.replacing("\"\"", with: "\""))
    #expect(traces.answers?[2] == "x")
    #expect(traces.answers?[3] == #"{"b": [1]}"#)
  }

  @Test func readsTextsBackFromCompressedFiles() throws {
    let folder = ScratchFolder()
    let path = folder.writeCompressed(
      "\u{FEFF}query_id,model,quality,cost,prompt\nq1,m,1,1,one\nq2,m,1,1,\"two \"\"2\"\"\"\n", to: "a.csv.gz")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.prompts?[1] == "two \"2\"")
    #expect(traces.prompts?[0] == "one")
  }

  @Test func losesTextsWithTheirFile() throws {
    let folder = ScratchFolder()
    let text = "query_id,model,quality,cost,prompt\nq1,m,1,1,one\n"
    let path = folder.write(text)
    let compressed = folder.writeCompressed(text, to: "a.gz")
    let traces = try TraceLoader.load(paths: [path])
    let others = try TraceLoader.load(paths: [compressed])
    #expect(traces.prompts?[0] == "one")
    #expect(traces.takeChangedPath() == nil)
    _ = folder.write(text + "\n")
    #expect(traces.prompts?[0] == nil)
    #expect(traces.takeChangedPath() == path)
    #expect(traces.takeChangedPath() == nil)
    unlink(path)
    unlink(compressed)
    #expect(traces.prompts?[0] == nil)
    #expect(others.prompts?[0] == nil)
  }
}
