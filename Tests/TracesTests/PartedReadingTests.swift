import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct PartedReadingTests {
  private let files = BothReadings()
  private static let header = "query_id,model,quality,cost,group,note,prompt\n"

  private static func row(_ query: Int, _ model: Int, note: String? = nil) -> String {
    let prompt = query % 3 == 0 ? "plain \(query)" : "\"Is \(query) \"\"hot\"\"\nor not, é?\""
    return "q\(query),m\(model),\((query * 7 + model) % 3 == 0 ? 1 : 0),0.00\(100 + query % 800),g\(query % 50),"
      + "\(note ?? String(query % 7)),\(prompt)\n"
  }

  /// 40,000 queries by three models, more than 6 MB.
  private static let rows = (0..<40_000).flatMap { query in (0..<3).map { row(query, $0) } }

  @Test func rowsInOrder() throws {
    let traces = try files.load(Self.header + Self.rows.joined(), "a.csv", LoadOptions())
    #expect(traces.queryCount == 40_000 && traces.models == ["m0", "m1", "m2"])
    // (7 query + model) mod 3 is 0 for one model of each query.
    #expect(traces.quality.reduce(0, +) == 40_000)
    #expect(traces.queryIDs[39_999] == "q39999" && traces.prompts?[39_998] == "Is 39998 \"hot\"\nor not, é?")
    #expect(traces.queryColumns.map(\.name) == ["group", "note"])
    let both = files.outcomes(Self.header + Self.rows.joined())
    #expect(both[0] == both[1])
  }

  /// Prompts of random digits, which compress to more than 2 MB: then the compressed file is read in parts, too, with what stands
  /// wrong in it, and with texts that are found again.
  @Test func compressedFilesInParts() throws {
    let key = RandomKey(seed: 1, purpose: "test")
    let rows = (0..<40_000).flatMap { query in
      let digits = (0..<8).map { "\(key.mixing(query).mixing($0).bits)" }.joined()
      return (0..<3).map { "q\(query),m\($0),\(query % 2),1,\"a, \(digits)\"\n" }
    }
    let header = "query_id,model,quality,cost,prompt\n"
    #expect(try ByteSource(path: files.folder.writeCompressed(header + rows.joined(), to: "size.gz")).size > 2 << 20)
    let both = files.outcomes(header + rows.joined())
    #expect(both[0] == both[1] && both[0].count > 240_000)
    for place in [10, 60_000, 119_990] {
      let wrong = files.outcomes(header + (rows[..<place] + ["q,m,oops,1,x\n"] + rows[place...]).joined())
      #expect(wrong[0] == wrong[1] && wrong[0].count == 1, "\(wrong[0].first ?? "")")
    }
  }

  /// Model by model, and with rows missing, which all parts then see.
  @Test func rowsInAnotherOrder() {
    let byModel = (0..<3).flatMap { model in (0..<40_000).map { Self.row($0, model) } }
    let both = files.outcomes(Self.header + byModel.enumerated().filter { $0.offset % 11 != 0 }.map(\.element).joined())
    #expect(both[0] == both[1] && both[0].count > 40_000)
  }

  /// Near the start, in the middle and near the end: numbers that become texts, columns that vary in a query, other prompts,
  /// another spelling of a name.
  @Test(arguments: [7, 60_001, 119_998]) func whatOneRowChanges(at place: Int) {
    let changed = [
      Self.row(50_000, 1, note: "a word"), Self.row(50_000, 1, note: "007"), Self.row(place < 9 ? 9 : 3, 5, note: "9"),
      Self.row(6, 9).replacing("plain 6", with: "another"), Self.row(6, 9).replacing("q6,", with: "\"q6\","),
      "\n\n",
      Self.row(50_000, 1).replacing("m1", with: "e\u{301}") + Self.row(50_001, 1).replacing("m1", with: "\u{e9}"),
    ]
    for row in changed {
      var rows = Self.rows
      rows[place] = row
      let both = files.outcomes(Self.header + rows.joined())
      #expect(both[0] == both[1] && both[0].count > 40_000, "\(row)")
    }
  }

  /// The first mistake is said, with its line, wherever it stands.
  @Test(arguments: [7, 60_001, 119_998]) func mistakes(at place: Int) {
    let mistakes = [
      "q,m,high,1,,,\n", "q,m,7,1,,,\n", Self.rows[2], "a,b\n", "q\"x,m,1,1,,,\n", "\"never ends,m,1,1,,,\n",
      ",m,1,1,,,\n",
      "a\rb,m,1,1,,,\n", "q,m,1,1,,,,,\n",
    ]
    for row in mistakes {
      var rows = Self.rows
      rows[place] = row
      if place == 7 { rows[100_000] = "second,mistake\n" }
      let both = files.outcomes(Self.header + rows.joined())
      #expect(both[0] == both[1] && both[0].count == 1, "\(row) \(both[0].prefix(2))")
    }
  }

  /// By hand: row 60,001 is of query 20,000, before whose end 2 of 3 queries have three rows of two lines each.
  @Test func linesAreThoseOfTheFile() {
    var rows = Self.rows
    rows[60_001] = "q,m,high,1,,,\n"
    let line = 2 + 60_001 + rows[..<60_001].count { $0.contains("\"\n") && $0.contains("Is") }
    let both = files.outcomes(Self.header + rows.joined())
    #expect(both[0][0].contains("line \(line)") || both[0][0].contains(":\(line)"), "\(both[0][0]) \(line)")
  }

  /// Runs of the same query and model, side by side and far apart, as means and as the first of them.
  @Test(arguments: [true, false]) func repeats(areFarApart: Bool) {
    let runs =
      areFarApart
      ? (0..<3).flatMap { run in (0..<40_000).map { (run, $0) } }
      : (0..<40_000).flatMap { q in (0..<3).map { ($0, q) } }
    let text =
      "query_id,model,quality,cost,epoch,padding\n"
      + runs.map { run, query in
        "q\(query),m\(query % 2),\((query + run) % 2),0.00\(100 + query % 800 + run),\(run),a text to fill the line\n"
      }.joined()
    var options = LoadOptions()
    for repeats in [nil, Repeats.mean, .first] {
      options.repeats = repeats
      let both = files.outcomes(text, "a.csv", options)
      #expect(both[0] == both[1] && both[0].count > 40_000)
    }
  }

  /// Keys that come late, scores and costs that no row of the first parts has, a list that grows, a mistake.
  @Test func jsonLines() {
    func line(_ row: Int, _ more: String = "") -> String {
      #"{"query_id": \#(row / 2), "model": "m\#(row % 2)", "quality": \#(row % 3 == 0 ? 1 : 0), "cost": 0.\#(100 + row % 800), "#
        + #""x_a": [\#(row / 2 % 5), 2], "prompt": "wo\n\u00e9 \#(row / 2)"\#(more)}"# + "\n"
    }
    let rows = (0..<60_000).map { line($0) }
    let late = rows[..<50_000] + [line(50_000, #", "extra": "e""#)] + rows[50_001...]
    let grown = rows[..<50_000] + [line(50_000).replacing(", 2]", with: ", 2, 3]")] + rows[50_001...]
    let wrong = rows[..<50_000] + [line(50_000).replacing("[", with: "[\"w\", ")] + rows[50_001...]
    let scoreless = rows.map { $0.replacing(#""quality": 0, "#, with: "") }
    let unscored = rows.map { $0.replacing("quality", with: "grade") }
    let costless = rows[..<50_000].map { $0.replacing("cost", with: "x_cost") } + rows[50_000...]
    for text in [rows, Array(late), Array(grown), Array(wrong), scoreless, unscored, costless] {
      let both = files.outcomes(text.joined(), "a.jsonl")
      #expect(both[0] == both[1])
    }
  }

  /// The first row is longer than a part, which then holds no more than the header.
  @Test(arguments: ["query_id,model,quality,cost,prompt", "sample_id,a,a|total_cost,prompt", "query_id,a,b,prompt"])
  func aLongFirstRow(_ header: String) {
    let rows = (0..<240_000).map { "q\($0),\(header.contains("model") ? "m" : "1"),1,0.5\n" }
    let long = "q,\(header.contains("model") ? "m" : "1"),1,\(String(repeating: "word ", count: 200_000))\n"
    let width = header.split(separator: ",").count
    let text = ([long] + rows).map { row in
      width == 5 ? row.replacing(",1,", with: ",1,1,") : row
    }
    let both = files.outcomes(header + "\n" + text.joined())
    #expect(both[0] == both[1] && both[0].count > 200_000, "\(both.map { $0.prefix(2) })")
  }

  /// A compressed file that is cut short, and has a mistake almost 2 MB before: it is the mistake that is said, on any number of cores.
  @Test func aMistakeComesBeforeTheEndOfADamagedFile() throws {
    let key = RandomKey(seed: 1, purpose: "test")
    var rows = (0..<120_000).map { row in
      "q\(row),m,1,1,\((0..<2).map { "\(key.mixing(row).mixing($0).bits)" }.joined())\n"
    }
    rows[85_000] = "q,m,oops,1,x\n"
    let path = files.folder.writeCompressed("query_id,model,quality,cost,note\n" + rows.joined(), to: "a.csv.gz")
    shell("truncate -s -5 '\(path)'")
    #expect(try ByteSource(path: path).size > 2 << 20)
    for _ in 0..<10 {
      let error = thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }
      guard case .malformed(_, 85_002, _, "oops", _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
