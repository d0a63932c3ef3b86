import Foundation
import Input
import TestSupport
import Testing
import Traces

@Suite struct InspectArchiveFormatTests {
  private let files = ScratchTraces()

  @Test func archivesOfBrokenOffRunsAndCutArchives() throws {
    let start = #"{"version": 2, "eval": {"model": "org/m", "task": "t"}}"#
    func sample(_ id: Int) -> Data {
      Data(#"{"id": \#(id), "epoch": 1, "input": "q\#(id) \u00e4", "scores": {"s": {"value": {"x": 1}}}}"#.utf8)
    }
    let whole = try ZipMaker.archive([
      ("samples/10_epoch_1.json", sample(10)), ("samples/9_epoch_1.json", sample(9)),
      ("_journal/start.json", Data(start.utf8)),
    ])
    let path = files.folder.write(bytes: Array(whole), to: "a.eval")
    let traces = try TraceLoader.load(paths: [path])
    #expect(Array(traces.queryIDs) == ["9", "10"] && traces.models == ["org/m"] && traces.quality == [1, 1])
    #expect(traces.prompts?[1] == "q10 ä")
    let cut = files.folder.write(bytes: Array(whole.dropLast(40)), to: "cut.eval")
    #expect(
      files.error { () throws(InputError) in try TraceLoader.load(paths: [cut]) }?
        .hasPrefix("cannot read cut.eval: a zip archive that is cut short or damaged") == true)
    let other = files.folder.write(bytes: Array(try ZipMaker.archive([("a", Data("b".utf8))])), to: "other.zip")
    #expect(
      files.error { () throws(InputError) in try TraceLoader.load(paths: [other]) }?.hasPrefix("other.zip") == true)
  }
}
