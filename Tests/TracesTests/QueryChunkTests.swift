import Input
import TestSupport
import Testing
import Traces

@Suite struct QueryChunkTests {
  private let folder = ScratchFolder()

  private func load(_ path: String, _ chunk: QueryChunk, where condition: String? = nil) throws(InputError) -> TraceSet
  {
    var options = LoadOptions()
    (options.chunk, options.condition) = (chunk, condition.flatMap(RowCondition.init))
    return try TraceLoader.load(paths: [path], options: options)
  }

  private func message(_ path: String, _ chunk: QueryChunk, where condition: String? = nil) throws -> String {
    let error = thrown { () throws(InputError) in try load(path, chunk, where: condition) }
    return try #require(error).description
  }

  /// A chunk is what the condition of its name keeps, whatever else has to hold; a name may have blanks.
  @Test func aChunkIsACondition() throws {
    let rows = (0..<40).map { "q\($0),m,1,1,u\($0)\nq\($0),n,0,2,u\($0)\n" }.joined()
    let path = folder.write("query_id,model,quality,cost,user name\n" + rows)
    var options = LoadOptions()
    options.condition = RowCondition("query_id in 2/3")
    let expected = Array(try TraceLoader.load(paths: [path], options: options).queryIDs)
    #expect(try Array(load(path, QueryChunk(2, of: 3)).queryIDs) == expected)
    let both = try load(path, QueryChunk(2, of: 3), where: "model = m")
    #expect(Array(both.queryIDs) == expected && both.models == ["m"])
    let counts = try (1...3).map { try load(path, QueryChunk($0, of: 3, by: "user name")).queryCount }
    #expect(counts.reduce(0, +) == 40 && counts.allSatisfy { $0 > 0 })
  }

  /// The names of the queries of two chunks, each of which may be empty.
  private func halves(_ path: String, by column: String = "query_id") throws -> [[String]] {
    try (1...2).map { Array(try load(path, QueryChunk($0, of: 2, by: column)).queryIDs) }
  }

  /// What names the queries where a file is loaded deals them into chunks, whatever it is called; `query_id` means it in a
  /// condition, too.
  @Test(arguments: [
    // RouterBench
    (",sample_id,prompt,eval_name,m,m|total_cost\n0,a,p,e,1,2\n", "t.csv", "sample_id"),
    // A row per query
    ("id,m,n\na,1,0\nb,0,1\n", "t.csv", "id"),
    // LiteLLM
    ("request_id,model,spend,prompt_tokens\na,m,1,2\n", "t.csv", "request_id"),
    // Keyed by model
    (#"{"id": "a", "prompt": "p", "arms": {"m": {"reward": 1, "cost": 2}}}"#, "t.jsonl", "id"),
  ])
  func theColumnThatLoadTakesDealsTheQueries(text: String, name: String, column: String) throws {
    let path = folder.write(text, to: name)
    let found = try halves(path)
    #expect(try found == halves(path, by: column))
    #expect(try found.joined().sorted() == Array(TraceLoader.load(paths: [path]).queryIDs).sorted())
    var options = LoadOptions()
    options.condition = RowCondition("query_id in \(found[0].isEmpty ? 2 : 1)/2")
    #expect(try Array(TraceLoader.load(paths: [path], options: options).queryIDs) == found.first { !$0.isEmpty })
  }

  /// Where only prompts tell the queries apart, or one of several paths names them, these are proposed.
  @Test(arguments: [
    (#"{"prompt": "p", "arms": {"m": {"reward": 1, "cost": 2}}}"#, "t.jsonl", ["prompt"]),
    (
      #"{"doc_id": "a", "doc": {}, "target": 1, "arguments": [], "acc": 1}"#, "samples_x.jsonl", ["doc_id", "doc_hash"]
    ),
  ])
  func anotherColumnIsProposed(text: String, name: String, columns: [String]) throws {
    let path = folder.write(text, to: name)
    let likely = columns.map { "--by \($0)" }.joined(separator: ", or ")
    #expect(
      try message(path, QueryChunk(1, of: 2)).hasSuffix("no column 'query_id' holds these; likely: " + likely))
    #expect(try halves(path, by: columns[0]).joined().count == 1)
  }

  /// Where the names of queries are keys, no column holds them.
  @Test func keysNameTheQueries() throws {
    let path = folder.write(#"{"a": {"resolved": true, "cost": 1}, "b": {"resolved": false, "cost": 2}}"#, to: "m.json")
    #expect(
      try message(path, QueryChunk(1, of: 2)).hasSuffix(
        "--by COLUMN says which one does; without --chunks the files are read at once"))
  }

  /// A condition that was not given is not spoken of.
  @Test func formatsWithoutRows() throws {
    let path = folder.write(
      #"[{"q_id": 1, "query": "p", "llm_name_list": ["m"], "perf_list": [1], "cost_list": [2]}]"#, to: "t.json")
    #expect(
      try message(path, QueryChunk(1, of: 2)) == """
        \(path): --chunks reads the rows of some queries at a time, and the format nested has none; leave --chunks out, \
        and the files are read at once
        """)
    #expect(try message(path, QueryChunk(1, of: 2), where: "a = b").contains("--where selects rows"))
  }

  /// One query is in one of two chunks; the other has none, and neither has a row of another model.
  @Test func aChunkMayBeEmpty() throws {
    let path = folder.write("query_id,model,quality,cost\na,m,1,1\n")
    #expect(try halves(path).map(\.count).sorted() == [0, 1])
    #expect(try (1...2).allSatisfy { try load(path, QueryChunk($0, of: 2), where: "model = x").queryCount == 0 })
  }
}
