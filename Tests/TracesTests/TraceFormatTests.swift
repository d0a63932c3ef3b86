import Input
import TestSupport
import Testing
import Traces

@Suite struct TraceFormatTests {
  @Test func takesTheFormatItIsTold() {
    let folder = ScratchFolder()
    let path = folder.write("a,b\n1,2\n")
    #expect(
      thrown { () throws(InputError) in
        try TraceLoader.load(paths: [path], format: TraceFormats.named("tidy"))
      } == .missingColumn(path: path, column: "query_id", found: ["a", "b"]))
  }
}
