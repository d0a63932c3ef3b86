import Input
import TestSupport
import Testing
import Traces

@Suite struct ForeignFileTests {
  @Test func columnarFilesAreAnsweredWithACommand() {
    let folder = ScratchFolder()
    let path = folder.write(bytes: Array("PAR1".utf8) + [0, 0, 0], to: "my runs.parquet")
    #expect(
      throws: InputError.foreign(
        path: path, what: "a Parquet file",
        command: "python3 -c 'import sys, pandas; "
          + "pandas.read_parquet(sys.argv[1]).to_json(sys.argv[2], orient=\"records\", lines=True)' "
          + "'\(folder.path)/my runs.parquet' '\(folder.path)/my runs.jsonl'")
    ) { try TraceLoader.load(paths: [path]) }
    let pickle = folder.write(bytes: [0x80, 0x04, 0x95, 0], to: "a.pkl")
    do {
      _ = try TraceLoader.load(paths: [pickle])
      Issue.record("a pickle was read")
    } catch {
      guard case .foreign(_, let what, let command) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(what.hasPrefix("a pickle") && command.contains("read_pickle") && command.hasSuffix("/a.jsonl"))
    }
  }
}
