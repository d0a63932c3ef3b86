import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct TraceLoaderTests {
  private func error(_ paths: String..., options: LoadOptions = LoadOptions()) -> InputError? {
    thrown { () throws(InputError) in try TraceLoader.load(paths: paths, options: options) }
  }

  @Test func refusesUnknownFormats() {
    let folder = ScratchFolder()
    let known = TraceFormats.all.map(\.name)
    for text in ["a,b,c\n1,2,3\n", "just text", "[1, 2]", "{\"a\": 1}"] {
      let path = folder.write(text)
      #expect(error(path) == .unknownFormat(path: path, known: known))
    }
    #expect(error(folder.path) == .unknownFormat(path: folder.path, known: known))
  }

  @Test func refusesFilesWithoutTraces() {
    let folder = ScratchFolder()
    for text in [
      "", "\n \n", "\u{FEFF}", "query_id,model,quality,cost\n", "query_id;model;quality;cost\n",
      "sample_id,m,m|total_cost\n",
    ] {
      let path = folder.write(text)
      #expect(error(path) == .empty(path: path))
    }
    let missing = folder.path + "/none.csv"
    #expect(error(missing) == .unreadable(path: missing, reason: "No such file or directory"))
    let binary = folder.write(bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], to: "a.png")
    #expect(
      error(binary)
        == .malformed(path: binary, line: 3, column: 1, found: "a zero byte", expected: "text; the file is binary"))
  }

  /// Of a compressed file that is cut short what is there is read: the mistake in it comes first.
  @Test(arguments: [
    ("query_id,model,quality,cost\nq1,a,1,1\nq2,a,0,1\nq3,a,1,1\n", 28 + 9 + 9 + 4, 4, false),
    ("query_id,model,quality,cost\nq1,a,1,1\nq2,a,7,1\nq3,a,1,1\n", 28 + 9 + 9 + 4, 3, true),
    ("query_id,model,quality,cost\nq1,a,1,1\n", 28, 2, false), ("query_id,model,quality,cost\n", 20, nil, false),
    ("{\"query_id\":1,\"model\":\"a\",\"quality\":1,\"cost\":1}\n{\"query_id\":2}\n", 52, 2, false),
    ("[{\"query_id\":1,\n\"model\":\"a\",\"quality\":1,\"cost\":1},\n{\"query_id\":2}\n]", 60, 3, false),
    ("{\"query_id\":1,\"model\":\"a\",\"quality\":1,\"cost\":1}\n", 30, nil, false),
  ]) func compressedFilesThatAreCutShort(_ text: String, _ count: Int, _ line: Int?, _ isMistake: Bool) {
    let folder = ScratchFolder()
    let path = folder.write(bytes: GzipMaker.cutShort(text, at: count), to: "a.gz")
    let reason = "its compressed data are cut short" + (line.map { " in line \($0)" } ?? "")
    #expect(
      error(path)
        == (isMistake
          ? .invalidNumber(path: path, line: 3, column: "quality", found: "7", allowed: "a number from 0 to 1")
          : .unreadable(path: path, reason: reason)))
  }

  @Test func readsRowsOfSeveralFilesTogether() throws {
    let folder = ScratchFolder()
    let first = folder.write("query_id,model,quality,cost\nq1,a,1,1\nq2,a,0,2\n", to: "1.csv")
    let second = folder.write(
      "{\"query_id\":\"q2\",\"model\":\"b\",\"quality\":0.5,\"cost\":3,\"note\":\"x\",\"prompt\":\"two\"}\n"
        + "{\"query_id\":\"q3\",\"model\":\"a\",\"quality\":1,\"cost\":4,\"note\":\"y\"}\n", to: "2.jsonl")
    let traces = try TraceLoader.load(paths: [first, second])
    #expect(traces.source == "\(first), \(second)")
    #expect(Array(traces.queryIDs) == ["q1", "q2", "q3"])
    #expect(traces.models == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, -1, 0, 0.5, 1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [1, -1, 2, 3, 4, -1])
    #expect((0..<3).map { traces.prompts?[$0] } == [nil, "two", nil])
  }

  @Test func refusesTheSameOutcomeTwice() {
    let folder = ScratchFolder()
    let first = folder.write("query_id,model,quality,cost\nq1,a,1,1\nq1,b,1,1\n", to: "1.csv")
    let second = folder.write("query_id,model,quality,cost\n\nq2,a,1,1\nq1,a,1,1\n", to: "2.csv")
    #expect(error(first, second) == .duplicate(path: second, line: 4, query: "q1", model: "a"))
    #expect(error(first, first) == .duplicate(path: first, line: 2, query: "q1", model: "a"))
  }

  @Test func canBeCancelled() {
    let folder = ScratchFolder()
    let path = folder.write("query_id,model,quality,cost\nq1,a,1,1\n")
    let flag = CancellationFlag()
    flag.cancel()
    #expect(
      thrown { () throws(InputError) in try TraceLoader.load(paths: [path], task: TaskContext(flag: flag)) }
        == .cancelled)
  }

  @Test func idsAndModelsAreTexts() throws {
    let folder = ScratchFolder()
    let ids = ["7", "007", "7.0", "0x7", "12e4", "12345678901234567890", "12345678901234567891"]
    let rows = ids.map { "\($0),00\($0.count),1,0.1\n" }.joined()
    let traces = try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost\n" + rows)])
    #expect(Array(traces.queryIDs) == ids)
    #expect(traces.models == ["001", "003", "004", "0020"])
  }

  @Test func semicolonsAndDecimalCommasAreRead() throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(
      paths: [folder.write("query_id;model;quality;cost;x_a;note\n\"q;1\";a;0,5;0,1;1,25;1,5\nq2;a;1;2;0;3\n")])
    #expect(Array(traces.queryIDs) == ["q;1", "q2"])
    #expect(traces.quality == [0.5, 1])
    #expect(traces.cost == [0.1, 2])
    #expect(traces.queryColumn("note")?.text(at: 0) == "1.5")
  }

  @Test func aNewKeyInEveryRowIsRefusedInTime() {
    let folder = ScratchFolder()
    let rows = (0..<8000).map { #"{"query_id": "q\#($0)", "model": "m", "quality": 1, "cost": 1, "k\#($0)": 1}"# }
    let path = folder.write(rows.joined(separator: "\n"), to: "keys.jsonl")
    guard case .malformed(path, _, _, let found, "rows that share their keys")? = error(path) else {
      Issue.record("it should be refused")
      return
    }
    #expect(found.contains("different keys"))
  }
}
