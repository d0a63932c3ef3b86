import Testing

/// Files that are no table, no JSON, no text, or hold an outcome twice.
@Suite struct WrongTextsTests {
  private typealias Wrong = WrongFile
  private static let header = WrongFile.header

  @Test(arguments: shapes + json + encodings + repeats) func isSaidAndLeadsOn(wrong: WrongFile) throws {
    try wrong.check()
  }

  /// Text that is no table.
  static let shapes: [WrongFile] = [
    Wrong("a.csv", header + "q1,a,1\n", says: ":2:"),
    Wrong("b.csv", header + "q1,a,1,1,1\n", says: ":2:"),
    Wrong("c.csv", header + "q1,\"a,1,1\n", says: "a quoted field that never ends"),
    Wrong("d.csv", header + "q1,a\"b,1,1\n", says: "quotes around a whole field"),
    Wrong("e.csv", "query_id,model,quality,quality,cost\n", says: "a second column quality"),
    Wrong("f.csv", header + ",a,1,1\n", says: "found no query_id"),
    Wrong("g.csv", header + "q1,,1,1\n", says: "found no model"),
    Wrong("h.csv", header, says: "holds no traces"),
    Wrong("i.csv", "", says: "holds no traces"),
    Wrong("j.csv", "\n \n", says: "holds no traces"),
    Wrong("k.csv", bytes: Array(header.utf8) + Array("q1,a,1,1\n".utf8) + [0], says: "zero byte"),
    Wrong("l.gz", "not compressed", says: "not in gzip format"),
  ]

  /// JSON that is cut, or holds something else.
  static let json: [WrongFile] = [
    Wrong("a.json", #"{"llm": "a", "n": 1}"#, says: "llm (a), n (1)"),
    Wrong("b.json", "[1, 2, 3]", says: "its JSON holds no records"),
    Wrong("c.json", "\"text\"", says: "is in no known format"),
    Wrong("d.jsonl", #"{"query_id":"q","model":"m","quality":1,"cost":1"#, says: "found the end of the file"),
    Wrong("e.jsonl", "{\"query_id\":\"q\",\"model\":\"m\",\"quality\":1,\"cost\":1}\n[1]\n", says: ":2:1: found ["),
    Wrong("f.jsonl", #"{"query_id":"q","model":"m","quality":"high","cost":1}"#, says: "found high"),
    Wrong(
      "g.jsonl", #"{"id":"q","llm":"m","score":1,"price":1}"#, says: "id (q), llm (m), score (1), price (1)",
      proposes: "quality=score"),
    Wrong(
      "h.json", #"[{"id":"q","info":{"llm":"m"},"eval":{"score":1},"cost":1}]"#, says: "is in no known format",
      proposes: "model=info.llm"),
    Wrong(
      "i.json", #"[{"llm_name_list":["a"],"perf_list":[1,0],"cost_list":[1]}]"#,
      says: "perf_list of length 2, expected length 1"),
    Wrong("j.json", #"[{"llm_name_list":["a"],"cost_list":[1]}]"#, says: "a query without perf_list"),
    Wrong("k.json", #"[{"llm_name_list":"a","perf_list":[1],"cost_list":[1]}]"#, says: "expected a list"),
  ]

  /// Text that is not UTF-8.
  static let encodings: [WrongFile] = [
    Wrong(
      "a.csv", bytes: Array((header + "q1,mod").utf8) + [0xE8] + Array("le,1,1\n".utf8),
      says: ":2:7: found the byte 0xE8, which is not UTF-8", proposes: "--encoding latin1"),
    Wrong(
      "b.csv", bytes: Array("query_id,model,score,cost\nq1,mod".utf8) + [0xE8] + Array("le,50,1\n".utf8),
      says: "which is not UTF-8", proposes: "--scale 0..100 --encoding latin1"),
    Wrong("c.csv", bytes: [0xFF, 0xFE] + header.utf8.flatMap { [$0, 0] }, says: "is UTF-16 text"),
  ]

  /// Several outcomes of one query and model.
  static let repeats: [WrongFile] = [
    Wrong(
      "a.csv", header + "q1,a,1,1\nq1,a,0,1\n", says: ":3: model 'a' already has an outcome for query 'q1'",
      proposes: "--repeats mean"),
    Wrong(
      "d.json", #"[{"query_id":1,"model":2,"quality":1,"cost":1},{"query_id":1,"model":2,"quality":0,"cost":1}]"#,
      says: "model '2' already has an outcome for query '1'", proposes: "--repeats mean"),
    Wrong(
      "b.csv", "id,llm,score,price\nq1,a,1,1\nq1,a,0,1\n", says: "is in no known format", proposes: "--repeats mean"),
    Wrong(
      "c.jsonl",
      "{\"query_id\":1,\"model\":2,\"quality\":1,\"cost\":1}\n{\"query_id\":1,\"model\":2,\"quality\":1,\"cost\":1}",
      says: "already has an outcome", proposes: "--repeats mean"),
  ]
}
