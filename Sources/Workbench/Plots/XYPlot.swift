import CommandLanguage
import Display
import Traces

/// One column of a result against another, with rows joined in order.
struct XYPlot {
  let table: PlottedTable
  let isLogarithmic: Bool

  /// The figure.
  var figure: Figure {
    var x = table.x.axis
    if isLogarithmic { x.scale = .log10 }
    return Figure(
      title: table.title(" against "), x: x, y: table.y.axis,
      series: table.groups.map { name, rows in
        Figure.Series(
          name, .line(rows.map { Figure.Point(table.rows[$0].x.number ?? .nan, table.rows[$0].y) }),
          color: table.color(of: name))
      }, notes: table.notes)
  }
}

extension PlotKind {
  static let xy = PlotKind(
    name: "xy", summary: "a column of a result against another, rows joined in order",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    XYPlot(
      table: try PlottedTable(word, in: context, x: .numbers), isLogarithmic: context.invocation.has("log")
    ).figure
  }
}
