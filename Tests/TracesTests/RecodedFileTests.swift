import Input
import TestSupport
import Testing
import Traces

@Suite struct RecodedFileTests {
  @Test func latin1IsReadWhereItIsSaid() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      bytes: Array("query_id,model,quality,cost,prompt\nq,mod".utf8) + [0xE8] + Array("le,1,1,na".utf8) + [0xEF]
        + Array("ve \n".utf8), to: "a.csv")
    var options = LoadOptions()
    options.encoding = .latin1
    let traces = try TraceLoader.load(paths: [path], options: options)
    #expect(traces.models == ["modèle"])
    #expect(traces.prompts?[0] == "naïve ")
  }
}
