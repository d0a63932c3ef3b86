import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct XYPlotTests {
  /// Rows are joined in their order, so a curve may turn back; the axis can be logarithmic.
  @Test func keepsTheOrderOfRows() throws {
    let interpreter = Interpreter()
    try interpreter.output("sql --as t SELECT * FROM (VALUES (1, 5), (100, 6), (10, 7));")
    let text = try interpreter.output("set format json\nplot xy t --log")
    #expect(text.contains(#""marks":[{"x":1.0,"y":5.0},{"x":100.0,"y":6.0},{"x":10.0,"y":7.0}]"#))
    #expect(text.contains(#""x":"column1 (log scale)""#))
  }

  /// A range of 2e308 is more than a number holds.
  @Test func valuesAtTheEndsOfTheNumbers() throws {
    let interpreter = Interpreter()
    let text = try interpreter.output(
      "sql --as d SELECT 1e308 AS x, 1 AS y UNION ALL SELECT -1e308, 2;\nplot xy d\nplot xy d --log\nplot bars d")
    #expect(text.contains("1e+308") && !text.contains("nan") && !text.contains("inf"), "\(text)")
  }

  /// A frontier's points in SQL give the curve of `plot frontier`.
  @Test func drawsAFrontierFromSQL() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 200\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output(
      "sweep mix --budgets 3\nsql --as p SELECT cost, quality FROM points ORDER BY cost, quality;\nset format json")
    func marks(_ text: String, after name: String) -> Substring? {
      text.split(separator: "\"name\":").first { $0.hasPrefix(name) }?.split(separator: "]").first?.drop { $0 != "[" }
    }
    let frontier = marks(try interpreter.output("plot frontier"), after: "\"mix\"")
    let curve = marks(try interpreter.output("plot xy p"), after: "\"\"")
    #expect(frontier != nil && frontier == curve)
  }
}
