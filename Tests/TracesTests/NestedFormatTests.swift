import Input
import TestSupport
import Testing
import Traces

@Suite struct NestedFormatTests {
  private func load(_ text: String) throws(InputError) -> TraceSet {
    let folder = ScratchFolder()
    return try TraceLoader.load(paths: [folder.write(text, to: "a.json")], format: TraceFormats.named("nested"))
  }

  private func error(_ text: String) -> InputError? {
    switch thrown({ () throws(InputError) in try load(text) }) {
    case .malformed(_, let line, let column, let found, let expected):
      .malformed(path: "", line: line, column: column, found: found, expected: expected)
    case .invalidNumber(_, let line, let column, let found, let allowed):
      .invalidNumber(path: "", line: line, column: column, found: found, allowed: allowed)
    case .duplicate(_, let line, let query, let model): .duplicate(path: "", line: line, query: query, model: model)
    case let other: other
    }
  }

  private func element(_ members: String) -> String { "[\n  {\(members)}]" }

  @Test func readsQueries() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      """
      [{"q_id": "x", "query": "say \\"so\\"\\n", "source": "g", "gt": ["a", "b"], "year": 1999,
        "llm_name_list": ["a", "b"], "perf_list": [1, 0.5], "cost_list": [2, 3], "response_list": ["A\\u00e4", null]},
       {"llm_name_list": ["b", "c", "a"], "perf_list": [0, null, 1.0], "cost_list": [4, 5, 6]}]
      """)
    let traces = try TraceLoader.load(paths: [path])
    #expect(Array(traces.queryIDs) == ["x", "1"])
    #expect(traces.models == ["a", "b", "c"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.5, -1, 1, 0, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 3, -1, 6, 4, 5])
    #expect((0..<2).map { traces.prompts?[$0] } == ["say \"so\"\n", nil])
    #expect((0..<6).map { traces.answers?[$0] } == ["Aä", nil, nil, nil, nil, nil])
    #expect(traces.queryColumns.map(\.name) == ["group", "gt", "year"])
    #expect((0..<2).map { traces.queryColumn("gt")?.text(at: $0) } == [#"["a", "b"]"#, nil])
    #expect((0..<2).map { traces.queryColumn("group")?.text(at: $0) } == ["g", nil])
    #expect(traces.queryColumn("year")?.text(at: 0) == "1999")
  }

  @Test func refusesMalformedQueries() {
    #expect(
      error(element(#""perf_list":[1],"cost_list":[1]"#))
        == .malformed(path: "", line: 2, column: 3, found: "a query without llm_name_list", expected: "llm_name_list"))
    #expect(
      error(element(#""llm_name_list":["a","b"],"perf_list":[1,1],"cost_list":[1]"#))
        == .malformed(
          path: "", line: 2, column: 3, found: "cost_list of length 1",
          expected: "length 2, as of llm_name_list"))
    #expect(
      error(element(#""llm_name_list":["a"],"perf_list":[1.5],"cost_list":[1]"#))
        == .invalidNumber(path: "", line: 2, column: "perf_list", found: "1.5", allowed: "a number from 0 to 1"))
    #expect(
      error(element(#""llm_name_list":["a"],"perf_list":["x"],"cost_list":[1]"#))
        == .malformed(path: "", line: 2, column: 39, found: "\"x\"", expected: "a number in perf_list"))
    #expect(
      error(element(#""llm_name_list":["a","a"],"perf_list":[1,1],"cost_list":[1,1]"#))
        == .duplicate(path: "", line: 2, query: "0", model: "a"))
    #expect(error("[1]") == .malformed(path: "", line: 1, column: 2, found: "1", expected: "an object"))
    #expect(
      error(element(#""llm_name_list":["a"],"perf_list":[1],"cost_list":[1]"#) + "\nx")
        == .malformed(path: "", line: 3, column: 1, found: "x", expected: "nothing after the list"))
  }

  @Test(.enabled(if: SharedData.hasTraces, "no ../shared/data")) func readsGradedAnswers() throws {
    let traces = try TraceLoader.load(paths: [SharedData.traces.path + "/graded/router_train_data_nq.json"])
    #expect(traces.queryCount == 500)
    expect(traces, toHave: RecordedMeans.naturalQuestions)
    #expect(traces.queryIDs[499] == "499")
    #expect(fingerprint(traces.prompts?[1]) == 0x8328_9048_C287_3C90)
    #expect(traces.queryColumn("gt")?.text(at: 1)?.contains("€9.88 per hour.") == true)
    #expect(traces.queryColumn("group")?.text(at: 7) == "nq")
    let model = try #require(traces.models.firstIndex(of: "mistralai/mixtral-8x22b-instruct-v0.1"))
    let answer = traces.answers?[134 * 6 + model]
    #expect(answer?.utf8.count == 291 && fingerprint(answer) == 0xC6F8_73C2_AD25_9300)
  }

  @Test func queriesMayBeSpreadOverSeveralElements() throws {
    func element(_ id: String, _ group: String, _ level: String, _ models: [String]) -> String {
      let names = models.map { "\"\($0)\"" }.joined(separator: ", ")
      let numbers = models.map { _ in "1" }.joined(separator: ", ")
      return """
        {"q_id": "\(id)", "source": \(group), "level": "\(level)", "llm_name_list": [\(names)],
         "perf_list": [\(numbers)], "cost_list": [\(numbers)]}
        """
    }
    let traces = try load(
      "["
        + [
          element("q1", "null", "RED", ["a"]), element("q2", "\"green\"", "GREEN", ["b"]),
          element("q1", "\"red\"", "RED", ["b"]), element("q2", "\"green\"", "GREEN", ["a"]),
          element("q3", "\"blue\"", "BLUE", ["b", "a"]), element("q4", "\"cyan\"", "CYAN", ["a"]),
        ].joined(separator: ",") + "]")
    #expect(Array(traces.queryIDs) == ["q1", "q2", "q3", "q4"])
    #expect((0..<4).map { traces.queryColumn("level")?.text(at: $0) } == ["RED", "GREEN", "BLUE", "CYAN"])
    let groups = traces.queryColumn("group") ?? traces.outcomeColumn("group")
    let width = traces.queryColumn("group") == nil ? 2 : 1
    #expect((1..<4).map { groups?.text(at: $0 * width) } == ["green", "blue", "cyan"])
  }

  /// Two members that both name the group: the first stays, and the columns stay in step.
  @Test func membersForOneColumnKeepTheirRows() throws {
    let lists = #""llm_name_list":["a","b"],"perf_list":[1,0],"cost_list":[1,2]"#
    let traces = try load(
      #"[{"source":"s","group":"g",\#(lists)},{"group":"h","eval_name":"e",\#(lists)},{"source":"t",\#(lists)}]"#)
    #expect((0..<3).map { traces.queryColumn("group")?.text(at: $0) } == ["s", "h", "t"])
  }

  @Test func refusesASecondKeyOfAName() {
    #expect(
      error(element(#""group":"g","llm_name_list":["a"],"group":"h","perf_list":[1],"cost_list":[1]"#))
        == .malformed(path: "", line: 2, column: 38, found: "a second key \"group\"", expected: "each key once"))
  }

  @Test func groupsThatAreListsInSomeRowsAreValues() throws {
    let lists = #""llm_name_list":["a","b"],"perf_list":[1,0],"cost_list":[1,2]"#
    // Texts are read back from the file, which has to be there.
    let folder = ScratchFolder()
    let path = folder.write(
      #"[{"source":["a", "b"],\#(lists)},{"source":"s","extra":[1],\#(lists)},{"source":{"0":"q"},"extra":2,\#(lists)}]"#
    )
    let traces = try TraceLoader.load(paths: [path])
    #expect((0..<3).map { traces.queryColumn("group")?.text(at: $0) } == [#"["a","b"]"#, "s", #"{"0":"q"}"#])
    #expect((0..<3).map { traces.queryColumn("extra")?.text(at: $0) } == [nil, "[1]", "2"])
  }

  /// Grades in words and percentages count as everywhere; a cost is a number.
  @Test func wordsAreScores() throws {
    let folder = ScratchFolder()
    func list(_ cost: String) -> String {
      #"[{"llm_name_list":["a","b","c"],"perf_list":["pass","85%",false],"cost_list":[1,2,\#(cost)]}]"#
    }
    #expect(try TraceLoader.load(paths: [folder.write(list("3"), to: "n.json")]).quality == [1, 0.85, 0])
    #expect(throws: InputError.self) { try TraceLoader.load(paths: [folder.write(list("true"), to: "n.json")]) }
  }
}
