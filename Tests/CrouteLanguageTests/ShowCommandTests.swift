import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct ShowCommandTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  @Test func shortAnswersStandInTheTable() throws {
    #expect(
      try interpreter.output("show q1") == """
        query q1
        group: math
        prompt: What is a prime?
        model   quality  cost  confidence  answer
        ------  -------  ----  ----------  ------
        small         1     1         0.9  A
        middle        1     2         0.8  A
        large         0     4         0.7  C

        """)
  }

  /// A result is looked at with SQL, unless a query has its name.
  @Test func resultsAreNoQueries() throws {
    try interpreter.output("sql --as mine SELECT 7 AS n;\nsql --as q1 SELECT 8 AS n;")
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("show mine") }
    #expect(error?.message == "mine is no query but a result" && error?.suggestion == "try: sql SELECT * FROM mine")
    #expect(try interpreter.output("sql SELECT * FROM mine;").contains("7"))
    #expect(try interpreter.output("show q1").hasPrefix("query q1\n"))
  }

  /// Long ones stand below it, wrapped, and cannot control the terminal.
  @Test func longAnswersStandBelow() throws {
    #expect(
      try interpreter.output("show q4") == """
        query q4
        prompt: How much?
        model   quality  cost  confidence
        ------  -------  ----  ----------
        small         0     1         0.1
        middle        0     2         0.3
        large       0.5     4         0.8

        small, quality 0:
          C

        middle, quality 0:
          C

        large, quality 0.5:
          It is not much, but it is not nothing either: about half of it, give or take
          some.\\x1b[1m
          Yours

        """)
    let one = try interpreter.output("show q4 --model large")
    #expect(one.contains("large, quality 0.5:") && !one.contains("small"))
  }

  @Test func listsWhatPassesTheFilter() throws {
    let text = try interpreter.output("filter small.quality = 0\nshow --head 1")
    #expect(text.contains("q2        law               1  2 of 3     Who was it?\n... 2 more\n"), "\(text)")
    try interpreter.output("set format csv")
    #expect(
      try interpreter.output("sql SELECT query_id, solved_by, answers, prompt FROM _")
        == "query_id,solved_by,answers,prompt\nq2,2,3,Who was it?\n")
    try interpreter.output("show q4 --as s")
    #expect(
      try interpreter.output("sql SELECT model, quality FROM s WHERE length(answer) > 1")
        == "model,quality\nlarge,0.5\n")
  }
}
