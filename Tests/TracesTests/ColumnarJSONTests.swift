import Input
import TestSupport
import Testing
import Traces

@Suite struct ColumnarJSONTests {
  private let folder = ScratchFolder()
  private let read = "pandas.read_json(sys.argv[1], dtype=False, convert_dates=False"
  private let named = #").rename_axis("query_id");"#

  /// What the file is and the command, as the error says it.
  private func answer(_ text: String) -> (what: String, command: String)? {
    let path = folder.write(text, to: "runs.json")
    let error = thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }
    guard case .foreign(_, let what, let command)? = error else { return nil }
    return (what, command)
  }

  /// What pandas' to_json() writes without orient="records", and the same with lists.
  @Test(arguments: [
    #"{"query_id": {"0": "007", "1": "q"}, "model": {"0": "A", "1": "A"}, "quality": {"0": 1, "1": 0}}"#,
    #"{"query_id": ["007", "q"], "model": ["A", "A"], "quality": [1, 0]}"#,
    #"{"id": {"0": "007"}, "llm": {"0": "A"}}"#,
    // Rows that were filtered keep the numbers that they had.
    #"{"query_id": {"5": "q", "6": "q"}, "model": {"5": "a", "6": "b"}, "quality": {"5": 1, "6": 0}}"#,
  ]) func columns(text: String) throws {
    let found = try #require(answer(text))
    #expect(found.what.hasPrefix("JSON with a member per column"))
    #expect(found.what.contains("to_json(orient='records', lines=True)"))
    #expect(found.command.contains(read + ");") && found.command.hasSuffix("/runs.jsonl"))
  }

  /// Labels of rows that name the queries become a column: of a table by query, of one with a column per model, and of that by
  /// rows.
  @Test(arguments: [
    (#"{"model": {"q1": "a", "q2": "b"}, "quality": {"q1": 1, "q2": 0}}"#, "column", ", convert_axes=False"),
    (#"{"gpt": {"q1": 1, "q2": 0}, "opus": {"q1": 1, "q2": null}}"#, "column", ", convert_axes=False"),
    (
      #"{"q1": {"gpt": 1, "opus": 0}, "q2": {"gpt": 1, "opus": 0}, "q3": {"gpt": 1, "opus": 0}}"#, "row",
      #", convert_axes=False, orient="index""#
    ),
  ]) func labelsThatNameQueries(text: String, kind: String, options: String) throws {
    let found = try #require(answer(text))
    #expect(found.what.hasPrefix("JSON with a member per \(kind)"))
    #expect(found.command.contains(read + options + named))
  }

  /// Lists of columns and data, whose index names the queries, counts the rows or is not there.
  @Test(arguments: [
    (#"{"columns": ["gpt", "opus"], "index": ["q1", "q2"], "data": [[1, 0], [0, 1]]}"#, true),
    (#"{"columns": ["query_id", "model"], "index": [0, 1], "data": [["q", "a"], ["q", "b"]]}"#, false),
    (#"{"columns": ["id", "score"], "data": [["q", 1]], "_type": "table"}"#, false),
  ]) func lists(text: String, isNamed: Bool) throws {
    let found = try #require(answer(text))
    #expect(found.what == "JSON with lists of columns and data")
    let table = #"rows = pandas.DataFrame(rows["data"], rows.get("index"), rows["columns"], dtype=object)"#
    #expect(
      found.command.contains(
        "rows = json.load(open(sys.argv[1])); " + table + (isNamed ? String(named.dropFirst()) : ";")))
  }

  /// Objects by query, and one record, are no columns.
  @Test(arguments: [
    #"{"q1": {"resolved": true, "cost": 1}, "q2": {"resolved": false, "cost": 2}}"#,
    #"{"query_id": {"id": 7}, "model": {"name": "x"}, "quality": 1}"#,
    #"{"gpt": {"accuracy": 0.5, "f1": 0.25}, "opus": {"accuracy": 0.75, "f1": 0.5}}"#,
    #"{"x": {"a": {"score": 1}, "b": {"score": 0}}, "y": {"a": {"score": 0}, "b": {"score": 1}}}"#,
  ]) func others(text: String) {
    #expect(answer(text) == nil)
  }
}
