import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct BarsPlotTests {
  private let interpreter = Interpreter()

  /// 40 columns: names take 2, so 36 are left for 0 up to the longest bar and a caption of 1 character: 8 units and
  /// 8 * 3 / 37 more. 8 is 36 * 37 / 40 = 33.3 columns, rounded to 33 2/8; 4 is 16.65, rounded to 16 5/8; 0 is none.
  @Test func lieWithTheirValuesBehindThem() throws {
    try interpreter.output("set width 40\nsql --as t SELECT * FROM (VALUES ('aa', 8), ('b', 4), ('c', 0));")
    let lines = try interpreter.output("plot bars t --title Ages").split(separator: "\n").map(String.init)
    #expect(lines[0] == "Ages" && lines[1] == "column1")
    let full = String(repeating: "█", count: 33)
    #expect(lines[2] == "aa ┤" + full + "▎ 8")
    #expect(lines[3] == " b ┤" + String(repeating: "█", count: 16) + "▋ 4")
    #expect(lines[4] == " c ┤  0")
    #expect(lines.last?.contains("column2") == true)
  }

  @Test func ofSeveralSeriesStandTogether() throws {
    try interpreter.output(
      """
      sql --as t WITH t(g, s, v) AS (VALUES ('p', 'x', 1), ('p', 'y', 2), ('q', 'y', 4), ('q', 'x', 3)) SELECT * FROM t;
      """)
    let lines = try interpreter.output("plot bars t --ascii").split(separator: "\n").map(String.init)
    // p: x and y, a row free, q: x and y whatever their order in the table.
    for (row, end) in [(2, " 1"), (3, " 2"), (5, " 3"), (6, " 4")] { #expect(lines[row].hasSuffix(end)) }
    #expect([2, 5].allSatisfy { lines[$0].contains("#") } && [3, 6].allSatisfy { lines[$0].contains("=") })
    #expect(lines[4].drop { $0 == " " } == "|")
    #expect(lines.last == "# x   = y")
    let widths = [2, 3, 5, 6].map { row in lines[row].count { $0 == "#" || $0 == "=" } }
    #expect(zip(widths, [1, 2, 3, 4]).allSatisfy { abs(Double($0) - Double(widths[3]) / 4 * Double($1)) <= 1 })
  }

  @Test func manyCategoriesAreCutAloud() throws {
    try interpreter.output(
      "sql --as t WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t WHERE a < 60) SELECT 'n' || a AS n, a FROM t;"
    )
    let text = try interpreter.output("plot bars t")
    #expect(text.contains("The first 50 of 60 categories are drawn."))
    #expect(text.contains("n50 ┤") && !text.contains("n51 ┤"))
  }

  /// 1, 10 and 100 on a log axis begin at 0.1, the power of ten below the least. 40 columns leave 36 for three decades
  /// and, as a caption takes 5 columns of 40, for 3 * 5 / 35 more: 10.5 columns a decade.
  @Test func onALogarithmicAxisCaptionsHaveRoom() throws {
    try interpreter.output("set width 40\nsql --as t SELECT * FROM (VALUES ('aa', 1), ('bb', 10), ('cc', 100));")
    let text = try interpreter.output("plot bars t --log")
    let lines = text.split(separator: "\n").map(String.init)
    func bar(_ columns: Int) -> String { String(repeating: "█", count: columns) }
    #expect(Array(lines[2...4]) == ["aa ┤" + bar(10) + "▌ 1", "bb ┤" + bar(21) + " 10", "cc ┤" + bar(31) + "▌ 100"])
    #expect(text.contains("Bars begin at 0.1: on a log scale only"))
  }

  @Test func aNegativeBarGoesLeft() throws {
    try interpreter.output("set width 60\nsql --as t SELECT * FROM (VALUES ('gain', 4), ('loss', -2));")
    let lines = try interpreter.output("plot bars t --ascii").split(separator: "\n").map(String.init)
    let gain = lines[2].firstIndex(of: "#").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
    let loss = lines[3].lastIndex(of: "#").map { lines[3].distance(from: lines[3].startIndex, to: $0) }
    #expect(gain != nil && loss != nil && abs(gain! - loss!) <= 1)
    #expect(lines[3].hasSuffix(" -2") && lines[2].count { $0 == "#" } > lines[3].count { $0 == "#" })
  }

  /// A height of 8 leaves 3 lines for 11 bars.
  @Test func everyBarHasItsLine() throws {
    try interpreter.output(
      "sql --as t WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t WHERE a < 11) SELECT 'n' || a AS n, a FROM t;"
    )
    let lines = try interpreter.output("plot bars t --height 8").split(separator: "\n")
    for bar in 1...11 {
      #expect(lines.contains { $0.drop { $0 == " " }.hasPrefix("n\(bar) ┤") && $0.hasSuffix(" \(bar)") }, "n\(bar)")
    }
  }

  /// Each category has one bar, some of a series that is blank: bars lie on lines that follow on one another.
  @Test func ofOneSeriesEachTakeOnePlace() throws {
    try interpreter.output(
      "sql --as t WITH t(n, s, v) AS (VALUES ('a', 'x', 1), ('b', '', 2), ('c', 'x', 3)) SELECT * FROM t;")
    let lines = try interpreter.output("plot bars t --ascii").split(separator: "\n").map(String.init)
    for (row, bar) in [(2, "a +#"), (3, "b +="), (4, "c +#")] { #expect(lines[row].hasPrefix(bar), "\(lines[row])") }
    #expect(lines.last == "# x   = (blank)")
  }

  /// The second row of one category and series does not take the place of the first.
  @Test func rowsThatRepeatAreAllDrawn() throws {
    try interpreter.output(
      "sql --as t WITH t(n, s, v) AS (VALUES ('a', 'x', 1), ('a', 'y', 2), ('a', 'x', 3)) SELECT * FROM t;")
    let text = try interpreter.output("plot bars t --ascii")
    for value in 1...3 { #expect(text.contains(" \(value)\n"), "\(text)") }
  }

  /// Eleven values are too many for colours: they name the bars, beside the category that repeats.
  @Test func valuesWithoutColoursAreNames() throws {
    try interpreter.output(
      """
      sql --as t WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t WHERE a < 22) \
      SELECT 'g' || (a % 2) AS g, 'm' || (a % 11) AS m, a FROM t;
      """)
    let lines = try interpreter.output("plot bars t").split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains { $0.hasPrefix("g1, m1 ┤") && $0.hasSuffix(" 1") })
    #expect(lines.contains { $0.hasPrefix("g0, m0 ┤") && $0.hasSuffix(" 22") })
  }
}
