import CommandLanguage
import Display
import Glibc
import Mathematics

/// A value for each pair of two others, as a map of cells.
package struct HeatmapPlot: Sendable {
  /// A place along an axis.
  package enum Place: Sendable, Hashable {
    case number(Double)
    case name(String)

    fileprivate func label(digits: Int) -> String {
      switch self {
      case .number(let value): Format.significant(value, digits)
      case .name(let name): name
      }
    }
  }

  /// A measured value.
  package struct Entry: Sendable, Equatable {
    /// Where it lies.
    package var x: Place, y: Place
    /// The value.
    package var value: Double

    /// Creates an entry with the given x, y and value.
    package init(x: Place, y: Place, value: Double) {
      self.x = x
      self.y = y
      self.value = value
    }
  }

  /// The heading.
  package var title: String
  /// The labels of the axes and values.
  package var x: String, y: String, value: String
  /// The values; several at one place are shown as their mean.
  package var entries: [Entry]
  /// Whether numbers of rows ascend downwards, as names do.
  package var isTabular = false

  /// Creates a plot with the given title, x, y, value and entries.
  package init(title: String, x: String, y: String, value: String, entries: [Entry]) {
    self.title = title
    self.x = x
    self.y = y
    self.value = value
    self.entries = entries
  }

  /// The most cells with written values, and the most rows that are drawn, each at least a line of text high.
  static let labelLimit = 120, rowLimit = 100

  /// Numbers ascending, names in the order of their first entry.
  private static func places(_ all: [Place]) -> [Place] {
    var seen: Set<Place> = []
    let different = all.filter { seen.insert($0).inserted }
    func key(_ place: Place) -> Double { if case .number(let value) = place { value } else { .infinity } }
    return different.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }

  private static func ticks(_ places: [Place]) -> [Tick] {
    let labels = Format.toldApart(4...6) { digits in places.map { $0.label(digits: digits) } }
    return labels.enumerated().map { Tick(Double($0) + 0.5, $1) }
  }

  /// The figure: cells of equal size regardless of distances. Numbers ascend upwards, unless as in a table; names run downwards.
  package var figure: Figure {
    let columns = Self.places(entries.map(\.x))
    let allRows = Self.places(entries.map(\.y))
    var rows = Array(allRows.prefix(Self.rowLimit))
    if case .name = rows.last { rows.reverse() } else if isTabular { rows.reverse() }
    var values: [[Double]] = Array(repeating: [], count: columns.count * rows.count)
    let (columnOf, rowOf) = (
      Dictionary(uniqueKeysWithValues: zip(columns, 0...)), Dictionary(uniqueKeysWithValues: zip(rows, 0...))
    )
    for entry in entries where entry.value.isFinite {
      guard let row = rowOf[entry.y] else { continue }
      values[row * columns.count + columnOf[entry.x]!].append(entry.value)
    }
    var cells: [Figure.Cell] = []
    var labels: [Figure.Point] = []
    let filled = values.indices.filter { !values[$0].isEmpty }
    // Three digits of the greatest value, with the same number of decimals for all.
    let greatest = filled.map { abs(values[$0].mean) }.max() ?? 0
    let decimals = greatest > 0 ? min(max(2 - Int(log10(greatest).rounded(.down)), 0), 6) : 0
    for index in filled {
      let (x, y) = (Double(index % columns.count), Double(index / columns.count))
      cells.append(Figure.Cell(x: x...x + 1, y: y...y + 1, value: values[index].mean))
      labels.append(Figure.Point(x + 0.5, y + 0.5, label: Format.fixed(values[index].mean, decimals)))
    }
    var series = [Figure.Series("", .cells(cells, legend: value))]
    if cells.count <= Self.labelLimit { series.append(Figure.Series("", .texts(labels))) }
    var notes: [String] = []
    let mixed = values.count { $0.count > 1 }
    if mixed > 0 { notes.append("\(Format.count(mixed, "cell holds", "cells hold")) the mean of several rows.") }
    if rows.count < allRows.count {
      notes.append("The first \(rows.count) of \(Format.count(allRows.count, "value")) of \(y) are drawn.")
    }
    var figure = Figure(
      title: title, x: Figure.Axis(x, ticks: Self.ticks(columns)), y: Figure.Axis(y, ticks: Self.ticks(rows)),
      series: series, notes: notes)
    // All cells equally high in text, too.
    if !rows.isEmpty { figure.rowCount = rows.count * max(1, 15 / rows.count) }
    figure.leastRowCount = rows.count
    return figure
  }
}

extension PlotKind {
  static let heatmap = PlotKind(
    name: "heatmap", summary: "one column of a table (--value) over two others (--x, --y)",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    let table = try context.result(word).table
    let numeric = table.columns.indices.filter { column in table.rows.contains { $0[column].number != nil } }
    func column(_ option: String, or standard: Int?, among known: [Int]) throws -> Int {
      guard let word = context.invocation.word(option) else {
        if let standard { return standard }
        throw LocatedError(
          .invalidValue("RESULT", found: word?.text ?? "_", allowed: "a table with a column of numbers and two others"),
          at: word ?? context.invocation.verb)
      }
      if let index = known.first(where: { word.text == table.columns[$0].key || word.text == table.columns[$0].title })
      {
        return index
      }
      throw LocatedError(.unknown("column", word.text, known: known.map { table.columns[$0].key }), at: word)
    }
    let all = Array(table.columns.indices)
    // The first two numeric columns and the third; in tables with fewer, the first two columns except the last numeric
    // one.
    let others = numeric.count < 3 && table.columns.count > 2 ? all.filter { $0 != numeric.last } : numeric
    var x = try column("x", or: others.first, among: all)
    var y = try column("y", or: others.first { $0 != x }, among: all)
    // Many names are easier to read one below the other.
    func nameCount(_ column: Int) -> Int {
      numeric.contains(column) ? 0 : Set(table.rows.map { $0[column].text }).count
    }
    if !context.invocation.has("x"), !context.invocation.has("y"), nameCount(x) > nameCount(y) { swap(&x, &y) }
    let value = try column(
      "value", or: (numeric.count < 3 ? numeric.reversed() : numeric).first { $0 != x && $0 != y }, among: numeric)
    func place(_ cell: Table.Cell) -> HeatmapPlot.Place {
      cell.number.map { .number($0) } ?? .name(cell.text)
    }
    func axis(_ column: Int) -> Figure.Axis {
      let column = table.columns[column]
      return Figure.Axis(column.title.replacing("_", with: " "), unit: context.unit(of: column.key))
    }
    let (xAxis, yAxis, shading) = (axis(x), axis(y), axis(value))
    var plot = HeatmapPlot(
      title: "\(PlottedTable.heading(shading.label)) by \(xAxis.label) and \(yAxis.label)", x: xAxis.caption,
      y: yAxis.caption, value: shading.caption,
      entries: table.rows.compactMap { row in
        row[value].number.map { HeatmapPlot.Entry(x: place(row[x]), y: place(row[y]), value: $0) }
      })
    plot.isTabular = context.invocation.has("down")
    return plot.figure
  }
}
