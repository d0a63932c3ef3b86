import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

/// Which columns of a result are drawn.
@Suite struct PlottedTableTests {
  private let interpreter = Interpreter()

  /// What `plot` says of a table with a JSON of its data: title, series and their marks.
  private func json(_ plot: String, of values: String) throws -> String {
    try interpreter.output("set format text\nsql --as t \(values);")
    return String(try interpreter.output("set format json\nplot \(plot)").split(separator: "\n").last ?? "")
  }

  private static let people = """
    WITH t(kind, name, age, size, share) AS (VALUES ('a', 'x', 1, 10, 0.5), ('b', 'y', 2, 30, 0.25), ('a', 'z', 3, 20, NULL)) \
    SELECT * FROM t
    """

  @Test func suitableColumns() throws {
    // The first numbers against the next; texts that repeat are series, in the order in which they come.
    #expect(
      try json("xy", of: Self.people).contains(
        #""title":"Size against age","x":"age","y":"size","series":[{"name":"a","marks":[{"x":1.0,"y":10.0},{"x":3.0,"y":20.0}]},{"name":"b","marks":[{"x":2.0,"y":30.0}]}]"#
      ))
    // Texts that are all different name the points.
    #expect(
      try json(
        "scatter t --x size --y age",
        of: "WITH t(name, age, size) AS (VALUES ('x', 1, 10), ('y', 2, 30)) SELECT * FROM t"
      )
      .contains(#""marks":[{"x":10.0,"y":1.0,"label":"x"},{"x":30.0,"y":2.0,"label":"y"}]"#))
    #expect(
      try json("bars t --x name --y size --series kind", of: Self.people).contains(
        #""title":"Size by name","x":"size","y":"name""#))
  }

  /// Eleven names on twelve rows neither name the rows nor colour them; the next column does.
  @Test func pointsAreToldApartByWhatCan() throws {
    let rows = (1...12).map { "('n\($0 % 11)', 'k\($0 % 2)', \($0), \($0))" }.joined(separator: ", ")
    let both = "WITH t(name, kind, a, b) AS (VALUES \(rows)) SELECT"
    #expect(try json("scatter t", of: both + " * FROM t").contains(#""series":[{"name":"k1","#))
    let one = try json("scatter t", of: both + " name, a, b FROM t")
    #expect(one.contains(#""series":[{"name":"","#) && one.contains("All in one colour: name has more than 10 values."))
  }

  /// The second and third of three models have the second and third colour, whatever is drawn with them and in what order.
  @Test func modelsKeepTheirColours() throws {
    try interpreter.output("load sim:routerbench --queries 100\npool mistral-7b,Yi,gpt-4")
    func colours(_ models: String) throws -> [String] {
      try interpreter.output(
        "set format text\nsql --as m SELECT model, quality, cost FROM models WHERE \(models) ORDER BY cost DESC;")
      let terminal = RecordingFrontEnd()
      try interpreter.execute(Source("plot bars m --x quality --y cost --series model"), io: terminal)
      let svg = try #require(terminal.bundles.compactMap(\.svg).last)
      return svg.matches(of: /height="12.00" fill="(#[0-9A-F]+)"/).map { String($0.1) }
    }
    #expect(try colours("true") == ["#009E73", "#D55E00", "#0072B2"])
    #expect(try colours("model <> 'mistral-7b'") == ["#009E73", "#D55E00"])
  }

  @Test func missingValuesAreCounted() throws {
    #expect(try json("xy t --x age --y share", of: Self.people).contains("1 row left out: a value is missing."))
  }

  @Test func costsHaveTheirUnit() throws {
    try interpreter.output("load sim:routerbench --queries 100")
    let plot = try json("scatter", of: "SELECT avg(cost) AS mean_cost, avg(quality) AS q FROM outcomes GROUP BY model")
    #expect(plot.contains(#""x":"mean cost (USD)","y":"q""#))
  }

  @Test(arguments: [
    ("xy t --x nme", "SELECT 1 AS name, 2 AS age", "unknown column 'nme'"),
    ("xy t --x name", "SELECT 'a' AS name, 2 AS age", "--x is 'name', expected a column of numbers"),
    ("xy t", "SELECT 'a' AS name, 2 AS age", "the result has no second column of numbers"),
    ("bars t", "SELECT 'a' AS name", "the result has no column of numbers"),
    (
      "xy t --series age",
      "WITH RECURSIVE t(age) AS (SELECT 1 UNION ALL SELECT age + 1 FROM t WHERE age < 11) SELECT *, 2 AS b FROM t",
      "--series is 'age', expected a column with at most 10 different values; it has 11"
    ),
    ("xy u", "SELECT 1 AS a", "unknown result 'u'"),
  ])
  func mistakes(plot: String, values: String, message: String) throws {
    do {
      _ = try json(plot, of: values)
      Issue.record("no error")
    } catch let error as Diagnostic {
      #expect(error.message == message)
    }
  }

  @Test func completion() throws {
    try interpreter.output("sql --as t SELECT 1 AS age, 2 AS size;")
    for line in ["plot xy t --x ", "plot xy --y ", "plot bars t --series "] {
      #expect(
        interpreter.completion(of: line, at: line.endIndex).candidates.map(\.text) == ["age", "size"])
    }
  }
}
