import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct ScatterPlotTests {
  @Test func tooManyPointsAreThinnedAloud() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "sql --as t WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t WHERE a < 12000) SELECT a, a * a AS b FROM t;"
    )
    let text = try interpreter.output("set format json\nplot scatter t")
    #expect(text.contains("1 in 3 of the 12,000 rows is drawn."))
    #expect(text.matches(of: /"x":/).count == 4001)  // with the axis
    #expect(text.contains(#""marks":[{"x":1.0,"y":1.0},{"x":4.0,"y":16.0}"#))
  }
}
