import Input
import TestSupport
import Testing
import Traces

@Suite struct BlankRowsTests {
  private let folder = ScratchFolder()

  /// Rows of nothing but separators are none; one that holds anything needs a query.
  @Test(arguments: [
    ("query_id,model,quality,cost", "q,a,1,2", ",,,"), ("query_id,model,quality,cost", "q,a,1,2", "\"\",,,"),
    ("id,gpt,opus", "q,1,0", ",,"),
  ]) func rowsOfNothing(header: String, row: String, blank: String) throws {
    let text = [header, blank, row, blank, blank, ""].joined(separator: "\n")
    let traces = try TraceLoader.load(paths: [folder.write(text)])
    #expect(Array(traces.queryIDs) == ["q"] && traces.quality.first == 1)
    let wrong = folder.write(text + blank.dropLast() + ",1\n", to: "wrong.csv")
    let error = thrown { () throws(InputError) in try TraceLoader.load(paths: [wrong]) }
    #expect(error.map { "\($0)" }?.contains("found no \(header.prefix { $0 != "," })") == true)
  }
}
