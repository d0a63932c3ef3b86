import TestSupport
import Testing
import Traces

/// Tables of one row per query, read in parts and row by row.
@Suite struct PartedQueriesTests {
  private let files = BothReadings()

  /// Tables of one row per query: of RouterBench's form, and with a column of costs per model.
  enum Table: CaseIterable {
    case routerBench, wide

    var header: String {
      switch self {
      case .routerBench:
        "sample_id,prompt,eval_name,a,b,a|model_response,b|model_response,a|total_cost,b|total_cost,length\n"
      case .wide: "id,prompt,group,a,b,remark,other,a_cost,b_cost,length\n"
      }
    }

    /// Some prompts and answers hold quotes and line ends, and some cells are blank.
    static func row(_ query: Int, id: String? = nil, score: String? = nil, length: String? = nil) -> String {
      let prompt = query % 13 == 0 ? "" : query % 3 == 0 ? "plain \(query)" : "\"Is \(query) \"\"hot\"\"\nor not, é?\""
      return "\(id ?? "q\(query)"),\(prompt),g\(query % 50),\(score ?? (query % 11 == 0 ? "" : "\(query % 2)")),1.0,"
        + "\"It seems \"\"so\"\",\nall in all, of \(query).\",\(query % 7 == 0 ? "" : "No: a text to fill the line.")"
        + ",0.00\(100 + query % 800),\(query % 17 == 0 ? "" : "0.5"),\(length ?? "\(query % 90)")\n"
    }

    /// 40,000 queries, more than 4 MB.
    static let rows = (0..<40_000).map { row($0) }
  }

  @Test(arguments: Table.allCases) func rowsOfQueries(_ table: Table) throws {
    let text = table.header + Table.rows.joined()
    let traces = try files.load(text, "a.csv", LoadOptions())
    #expect(traces.models == ["a", "b"] && traces.queryIDs[39_999] == "q39999")
    // Odd queries that are no multiples of 11, 20,000 - 1,818, and all queries of the other model.
    let total = traces.quality.reduce(0.0) { $1.isNaN ? $0 : $0 + $1 }
    #expect(total == 58_182)
    #expect(traces.prompts?[39_998] == "Is 39998 \"hot\"\nor not, é?")
    let answer = table == .wide ? traces.queryColumn("remark")?.text(at: 39_999) : traces.answers?[2 * 39_999]
    #expect(answer == "It seems \"so\",\nall in all, of 39999.")
    let both = files.outcomes(text)
    #expect(both[0] == both[1])
  }

  /// Near the start and near the end: an id that was there before, twice, or in another spelling, numbers that
  /// become texts, numbers that are clipped, and a blank line.
  @Test(arguments: Table.allCases, [7, 39_990]) func whatOneRowOfQueriesChanges(_ table: Table, at place: Int) {
    let changed = [
      Table.row(1, id: "q3"), Table.row(1, id: "q3") + Table.row(2, id: "q3"), Table.row(2, id: "\"q5\""),
      Table.row(3, id: "e\u{301}") + Table.row(4, id: "\u{e9}"), Table.row(5, id: "q\(place)#2"),
      Table.row(6, length: "a word"), Table.row(7, length: "007"), Table.row(8, score: "1.01"), "\n\n",
    ]
    var options = LoadOptions()
    options.clip = true
    for row in changed {
      var rows = Table.rows
      rows[place] = row
      let both = files.outcomes(table.header + rows.joined(), "a.csv", options)
      #expect(both[0] == both[1] && both[0].count > 40_000, "\(row)")
    }
  }

  /// The first mistake is said, with its line, wherever it stands; a field too many stands in the second line of its row.
  @Test(arguments: Table.allCases, [7, 39_500]) func mistakesInRowsOfQueries(_ table: Table, at place: Int) {
    let mistakes = [
      (Table.row(3, score: "oops"), 0), (Table.row(3, score: "1.04"), 0), (Table.row(3, id: ""), 0), ("a,b\n", 0),
      (Table.row(3, id: "q\"x"), 0), (Table.row(3, id: "\"never ends"), 0), (Table.row(3, length: "1,2"), 1),
    ]
    for (row, linesBefore) in mistakes {
      var rows = Table.rows
      rows[place] = row
      let line = 2 + rows[..<place].joined().count { $0 == "\n" } + linesBefore
      rows[place + 300] = "second,mistake\n"
      let both = files.outcomes(table.header + rows.joined())
      #expect(both[0] == both[1] && both[0].count == 1, "\(row) \(both[0].prefix(2))")
      #expect(both[0][0].contains(":\(line):"), "\(both[0][0]) \(line)")
    }
  }

  /// Runs of queries, of which the means count, in a table of rows of queries.
  @Test func runsOfQueries() {
    let rows = (0..<3).flatMap { run in
      (0..<40_000).map { "q\($0),\(run),\(($0 + run) % 2),1,with a text to fill the line\n" }
    }
    let both = files.outcomes("id,run,a,b,note\n" + rows.joined())
    #expect(both[0] == both[1] && both[0].count > 40_000)
  }

  /// Scores and costs of which the first parts have none, and a column that the first row of RouterBench's form lacks.
  @Test func linesOfQueries() {
    func line(_ query: Int, _ more: String = "") -> String {
      #"{"id": \#(query), "a": \#(query % 2), "b": 1, "prompt": "wo\n\u00e9 \#(query), a text to fill the line"\#(more)}"#
        + "\n"
    }
    let lines = (0..<60_000).map { line($0) }
    let late = (0..<60_000).map {
      line($0, $0 > 50_000 && $0 % 3 > 0 ? #", "late": \#($0 % 2), "a_cost": 0.5, "b_cost": 0.25, "late_cost": 1"# : "")
    }
    let noted = (0..<60_000).map { line($0, $0 % 25_000 == 24_999 ? #", "note": "e", "more\#($0)": 5"# : "") }
    for lines in [lines, late, noted] {
      let both = files.outcomes(lines.joined(), "a.jsonl")
      #expect(both[0] == both[1] && both[0].count > 60_000, "\(both.map { $0.prefix(2) })")
      let bench = lines.map {
        $0.replacing("\"id\"", with: "\"sample_id\"").replacing("\"b\": 1", with: "\"a|total_cost\": 0.5")
      }
      let own = files.outcomes(bench.joined(), "b.jsonl")
      #expect(own[0] == own[1])
    }
  }
}
