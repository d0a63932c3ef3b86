import Input
import TestSupport
import Testing
import Traces

@Suite struct RecordsFormatTests {
  /// pandas' `to_json(orient="index")`: rows as members of an object, called by their numbers.
  @Test func rowsByTheirIndex() throws {
    let files = ScratchTraces()
    let traces = try files.load(
      """
      {"0": {"query_id": "q1", "model": "a", "quality": 1, "cost": 2, "group": "g"},
       "1": {"query_id": "q1", "model": "b", "quality": 0, "cost": 3, "group": "g"}}
      """, to: "t.json")
    #expect(traces.models == ["a", "b"] && Array(traces.queryIDs) == ["q1"])
    #expect(traces.quality == [1, 0] && traces.cost == [2, 3] && traces.queryColumn("group")?.text(at: 0) == "g")
  }

  /// Before or behind the rows, in one file or in each of two.
  @Test func theModelMayStandAroundTheRows() throws {
    let folder = ScratchFolder()
    let rows = #""results": [{"query_id": "q", "quality": 1, "cost": 2}]"#
    let paths = [
      folder.write(#"{"model": "a", \#(rows)}"#, to: "x.json"),
      folder.write(#"{\#(rows), "model": "b"}"#, to: "y.json"),
    ]
    #expect(try TraceLoader.load(paths: paths).models == ["a", "b"])
    #expect(try TraceLoader.load(paths: [paths[1]]).models == ["b"])
  }

  /// `jq .` writes one object after the other, each over several lines.
  @Test func objectsOverSeveralLines() throws {
    let traces = try ScratchTraces().load(
      """
      {
        "query_id": "q1", "model": "a",
        "quality": 1, "cost": 2
      }
      {
        "query_id": "q1", "model": "b",
        "quality": 0, "cost": 3
      }
      """, to: "t.jsonl")
    #expect(traces.models == ["a", "b"] && traces.quality == [1, 0] && traces.cost == [2, 3])
  }

  private let folder = ScratchFolder()

  private func load(_ text: String, map: [String: String] = [:]) throws -> TraceSet {
    try TraceLoader.load(paths: [folder.write(text, to: "a.json")], options: LoadOptions(map: map))
  }

  @Test func listsOfRecordsAreRead() throws {
    let traces = try load(
      """
      [{"query_id": "00001", "model": "a", "quality": true, "cost": 0.1, "note": "x", "tokens_in": 5, "answer": "so"},
       {"query_id": "00001", "model": "b", "quality": 0.5, "cost": 2, "note": "x", "answer": "\\u00e4"}]
      """)
    #expect(Array(traces.queryIDs) == ["00001"])
    #expect(traces.models == ["a", "b"])
    #expect(traces.quality == [1, 0.5])
    #expect(traces.cost == [0.1, 2])
    #expect(traces.queryColumn("note")?.text(at: 0) == "x")
    #expect(traces.outcomeColumn("tokens_in")?.text(at: 0) == "5")
    #expect(traces.answers?[1] == "ä")
  }

  @Test func pathsNameWhatIsNested() throws {
    let traces = try load(
      """
      {"id": 1, "provider": {"id": "a"}, "eval": {"scores": [{"v": 0.5}]}, "usage": {"usd": 3}}
      {"id": 2, "provider": {"id": "b"}, "eval": {"scores": [{"v": 1}]}, "usage": {"usd": 4}}
      """,
      map: ["query_id": "id", "model": "provider.id", "quality": "eval.scores[0].v", "cost": "usage.usd"])
    #expect(Array(traces.queryIDs) == ["1", "2"])
    #expect(traces.models == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0.5, -1, -1, 1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [3, -1, -1, 4])
  }

  @Test func aStarMakesAnOutcomeOfEachMember() throws {
    let traces = try load(
      """
      {"id": "x", "runs": {"a": {"r": 1, "c": 2}, "b.1": {"r": 0, "c": 3}}}
      {"id": "y", "runs": {"b.1": {"r": 0.5, "c": 4}}}
      """,
      map: ["query_id": "id", "quality": "runs.*.r", "cost": "runs.*.c"])
    #expect(traces.models == ["a", "b.1"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0, -1, 0.5])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 3, -1, 4])
  }

  /// The only list of an object holds the records; a list inside of a record does not.
  @Test func aListInsideOfAnObjectIsRead() throws {
    let wrapped = try load(
      #"{"when": "today", "rows": [{"query_id": 1, "model": "a", "quality": 1, "cost": 2}, {"query_id": 2, "model": "a", "quality": 0, "cost": 2}]}"#
    )
    #expect(Array(wrapped.queryIDs) == ["1", "2"] && wrapped.quality == [1, 0] && wrapped.cost == [2, 2])
    let messages = try load(
      """
      {"id": 1, "model": "a", "eval": {"score": 1}, "messages": [{"role": "user", "model": "x", "cost": 1}]}
      {"id": 2, "model": "a", "eval": {"score": 0}, "messages": [{"role": "user", "model": "x", "cost": 1}]}
      """, map: ["query_id": "id", "quality": "eval.score"])
    #expect(Array(messages.queryIDs) == ["1", "2"] && messages.quality == [1, 0] && messages.models == ["a"])
  }

  /// What the first record lacks comes with a later one: the score, a column, a model of a query.
  @Test func membersThatComeLater() throws {
    let traces = try load(
      """
      [{"query_id": "q", "model": "a"}, {"query_id": "q", "model": "b", "quality": 1, "cost": 2, "group": "g", "v.1": 7},
       {"query_id": "r", "model": "a", "quality": 0.5, "group": "h", "v.1": 8}]
      """)
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [-1, 1, 0.5, -1])
    #expect(traces.queryColumn("group")?.text(at: 1) == "h" || traces.outcomeColumn("group") != nil)
    #expect(traces.queryColumn("v.1") != nil || traces.outcomeColumn("v.1") != nil)
    let error = thrown { () throws(InputError) in
      try TraceLoader.load(paths: [folder.write(#"[{"query_id": "q", "model": "a", "cost": 1}]"#, to: "b.json")])
    }
    guard case .missingColumn(_, "quality", _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// The same for records inside of an object.
  @Test func membersThatComeLaterInside() throws {
    let traces = try load(
      #"{"rows": [{"query_id": 1, "model": "a"}, {"query_id": 2, "model": "a", "quality": 1, "v.1": "x"}]}"#)
    #expect(traces.quality[0].isNaN && traces.quality[1] == 1 && traces.queryColumn("v.1")?.text(at: 1) == "x")
  }
}
