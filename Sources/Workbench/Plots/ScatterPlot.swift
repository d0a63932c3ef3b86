import CommandLanguage
import Display
import Traces

/// One column of a result against another, one point per row.
struct ScatterPlot {
  let table: PlottedTable
  let isLogarithmic: Bool

  /// The maximum number of points drawn; more are sampled evenly.
  static let pointLimit = 5_000

  /// The figure.
  var figure: Figure {
    var x = table.x.axis
    if isLogarithmic { x.scale = .log10 }
    var notes = table.notes
    let step = (table.rows.count + Self.pointLimit - 1) / Self.pointLimit
    if step > 1 {
      notes.append("1 in \(step) of the \(Format.count(table.rows.count)) rows is drawn.")
    }
    return Figure(
      title: table.title(" against "), x: x, y: table.y.axis,
      series: table.groups.map { name, rows in
        Figure.Series(
          name,
          .points(
            rows.filter { $0 % step == 0 }.map { row in
              Figure.Point(table.rows[row].x.number ?? .nan, table.rows[row].y, label: table.name(of: row))
            }), color: table.color(of: name))
      }, notes: notes)
  }
}

extension PlotKind {
  static let scatter = PlotKind(
    name: "scatter", summary: "a column of a result against another, one point per row",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    ScatterPlot(
      table: try PlottedTable(word, in: context, x: .numbers), isLogarithmic: context.invocation.has("log")
    ).figure
  }
}
