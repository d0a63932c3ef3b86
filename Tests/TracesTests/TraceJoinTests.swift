import Input
import TestSupport
import Testing
import Traces

@Suite struct TraceJoinTests {
  private let folder = ScratchFolder()

  private func traces() throws -> TraceSet {
    try TraceLoader.load(paths: [
      folder.write("query_id,model,quality,cost,group\nq1,a,1,1,g\nq2,a,0,2,h\nq3,a,0,3,h\n")
    ])
  }

  @Test func addsColumns() throws {
    let path = folder.write(
      "prompt,query_id,x_length,note,group\n\"p \"\"3\"\"\",q3,3,n,k\np 9,q9,9,n,k\np 1,q1,,m,k\n", to: "join.csv")
    let joined = try traces().joining(path: path).traces
    #expect((0..<3).map { joined.prompts?[$0] } == ["p 1", nil, "p \"3\""])
    #expect(joined.queryColumns.map(\.name) == ["x_length", "note", "group"])
    #expect((0..<3).map { joined.queryColumn("x_length")?.text(at: $0) } == [nil, nil, "3"])
    #expect((0..<3).map { joined.queryColumn("note")?.text(at: $0) } == ["m", nil, "n"])
    #expect((0..<3).map { joined.queryColumn("group")?.text(at: $0) } == ["k", nil, "k"])
    #expect(joined.quality == [1, 0, 0])
  }

  /// What `load` takes for missing numbers, `join` does, too.
  @Test func featuresMayBeMissing() throws {
    let joined = try traces().joining(
      path: folder.write("query_id,x_a,x_b\nq1,NaN,1\nq2,2,nan\nq3,NA,\n", to: "join.csv")
    ).traces
    func texts(_ name: String) -> [String?] { (0..<3).map { joined.queryColumn(name)?.text(at: $0) } }
    #expect(texts("x_a") == [nil, "2", nil] && texts("x_b") == ["1", nil, nil] && joined.missingWordCount == 1)
  }

  @Test func addsEmbeddings() throws {
    let path = folder.write(
      "{\"id\":\"q2\",\"embedding\":[0.5,-1]}\n{\"id\":\"q1\",\"embedding\":[0.25,2]}\n", to: "join.jsonl")
    let joined = try traces().joining(path: path, on: "id").traces
    #expect(joined.queryColumns.map(\.name) == ["group", "x_embedding_0", "x_embedding_1"])
    #expect((0..<3).map { joined.queryColumn("x_embedding_1")?.text(at: $0) } == ["2", "-1", nil])
  }

  @Test func refusesFilesThatDoNotFit() throws {
    let traces = try traces()
    let path = folder.path + "/join.csv"
    func error(_ text: String) -> InputError? {
      _ = folder.write(text, to: "join.csv")
      return thrown { () throws(InputError) in try traces.joining(path: path) }
    }
    #expect(error("query_id,x_a\nz,1\n") == .noCommonQuery(path: path))
    #expect(error("query_id,x_a\n") == .incompatible(path: path, reason: "it holds no rows"))
    #expect(error("id,x_a\nq1,1\n") == .missingColumn(path: path, column: "query_id", found: ["id", "x_a"]))
    #expect(error("query_id,x_a\nq1,1\nz,1\nq1,2\n") == .duplicate(path: path, line: 4, query: "q1", model: ""))
    guard case .incompatible(_, let reason)? = error("query_id,model,confidence\nq1,a,0.5\nq1,b,0.7\n") else {
      Issue.record("rows of answers are told from columns of queries")
      return
    }
    #expect(reason.contains("line 3 is another row of query 'q1'") && reason.contains("the file that load reads"))
    #expect(
      error("query_id,x_a\nq1,b\n")
        == .malformed(path: path, line: 2, column: 4, found: "b", expected: "a number in column x_a"))
  }
}
