import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LatencyTextTests {
  /// `fast` answers in 1 s and half of the queries rightly, `slow` all of them, nobody knows how fast.
  private let folder: TemporaryFolder
  private let interpreter = Interpreter()

  init() throws {
    folder = try TemporaryFolder()
    var csv = "query_id,model,quality,cost,latency\n"
    for query in 0..<40 { csv += "q\(query),fast,\(query % 2),1,1\nq\(query),slow,1,2,\n" }
    try interpreter.output("load \(folder.write(csv, to: "t.csv"))\nsplit --folds 4\nfit quality constant")
  }

  /// At 1.5 per query each of the two serves half.
  @Test(arguments: [
    (
      "run mix --budget 1.5",
      "latency 1 s per query, 95% of them within 1 s, of 20 of 40 queries whose runs all have a latency"
    ),
    ("run single:slow", "latency unknown: of no query, all runs have one"),
    ("run single:fast", "latency 1 s per query, 95% of them within 1 s\n"),
    ("sweep single:slow single:fast", "those whose runs all have one count: 0 (single:slow)\n"),
  ]) func ofHowManyQueriesALatencyIs(command: String, text: String) throws {
    let found = try interpreter.output("set width 200\n\(command)")
    #expect(found.contains(text), "\(found)")
  }

  /// What nobody knows to be in time is not the model to beat, though it is always right.
  @Test func anUnknownTimeIsLate() throws {
    let text = try interpreter.output("advise --folds 4 --repeats 1 --latency-below 2").split { $0.isWhitespace }
      .joined(separator: " ")
    #expect(
      text.contains(
        "there is nothing to save: no single model in time is better than the cheapest, fast (quality 0.500 for 1 USD per query)."
      ),
      "\(text)")
    #expect(text.contains("latencies are missing: a query counts as late where a run of it has none"))
  }
}
