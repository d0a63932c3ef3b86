import CommandLanguage
import Display
import Glibc
import Traces

/// A column of a result as horizontal bars, one per row, grouped by category.
struct BarsPlot {
  let table: PlottedTable
  let isLogarithmic: Bool

  /// The most categories that are drawn.
  static let categoryLimit = 50

  private struct Category {
    var name: String
    /// The row of each series.
    var rows: [Int?]
  }

  /// The figure: categories from top to bottom in order, each bar with its value.
  var figure: Figure {
    let groups = table.groups
    let all = categories(groups)
    let categories = all.prefix(Self.categoryLimit)
    // Where no category has bars of several series, each bar has the place of its category.
    let isGrouped = categories.contains { $0.rows.count { $0 != nil } > 1 }
    let barCount = isGrouped ? groups.count : 1
    let height = isGrouped ? barCount + 1 : 1
    let total = max(1, categories.count * height - (isGrouped ? 1 : 0))
    var notes = table.notes
    if all.count > categories.count {
      notes.append("The first \(categories.count) of \(Format.count(all.count, "category", "categories")) are drawn.")
    }
    func label(_ value: Double) -> String { Format.significant(value, 4) }
    var captions: [Figure.Point] = []
    var series = groups.indices.map { series in
      let bars = categories.enumerated().compactMap { place, category -> Figure.Bar? in
        guard let row = category.rows[series] else { return nil }
        let value = table.rows[row].y
        let top = Double(total - place * height - (isGrouped ? series : 0))
        captions.append(Figure.Point(max(value, isLogarithmic ? value : 0), top - 0.5, label: label(value)))
        return Figure.Bar(from: top - 0.9, to: top - 0.1, height: value)
      }
      return Figure.Series(
        groups.count > 1 ? groups[series].name : "", .lyingBars(bars), color: table.color(of: groups[series].name))
    }
    series.append(Figure.Series("", .captions(captions), isReference: true))
    let ticks = categories.enumerated().map { place, category in
      Tick(Double(total - place * height) - Double(barCount) / 2, category.name)
    }
    let axis = axis(captions)
    if isLogarithmic, let range = axis.range {
      notes.append(
        "Bars begin at \(Format.significant(range.lowerBound)): on a log scale only their ends matter, not their lengths."
      )
    }
    var figure = Figure(
      title: table.title(" by "), x: axis,
      y: Figure.Axis(table.x.name, range: 0...Double(total), ticks: ticks), series: series, notes: notes)
    figure.rowCount = total
    figure.leastRowCount = total
    return figure
  }

  /// The horizontal axis, with room for the longest label after the longest bar in a narrow terminal.
  ///
  /// On a logarithmic axis bars begin at the power of ten below the shortest.
  private func axis(_ captions: [Figure.Point]) -> Figure.Axis {
    var axis = table.y.axis
    if isLogarithmic { axis.scale = .log10 }
    let values = captions.map(\.x).filter { $0.isFinite && ($0 > 0 || !isLogarithmic) }
    guard let most = values.max(), most > 0 else { return axis }
    let width = Double((captions.compactMap { $0.label?.count }.max() ?? 0) + 2)
    let room = width / max(8, 40 - width)
    if isLogarithmic {
      let least = values.min() ?? most
      var base = pow(10, log10(least).rounded(.down))
      if base > 0.9 * least { base /= 10 }
      axis.range = base...most * pow(most / base, room)
    } else {
      let least = min(0, table.rows.map(\.y).min() ?? 0)
      axis.range = least...(most + (most - least) * room)
    }
    return axis
  }

  /// Without series each row is a category; otherwise rows with the same name, of a series each, form one.
  private func categories(_ groups: [(name: String, rows: [Int])]) -> [Category] {
    if groups.count == 1 {
      return groups[0].rows.map { row in
        let names = [table.rows[row].x.text, table.name(of: row)].compactMap(\.self)
        return Category(name: names.joined(separator: ", "), rows: [row])
      }
    }
    var categories: [Category] = []
    var places: [String: Int] = [:]
    let series = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.name, $0) })
    for (index, row) in table.rows.enumerated() {
      let name = row.x.text
      let own = series[row.series]!
      var place = places[name] ?? categories.count
      if place < categories.count, categories[place].rows[own] != nil { place = categories.count }
      if place == categories.count {
        places[name] = place
        categories.append(Category(name: name, rows: Array(repeating: nil, count: groups.count)))
      }
      categories[place].rows[own] = index
    }
    return categories
  }
}

extension PlotKind {
  static let bars = PlotKind(
    name: "bars", summary: "a column of a result as bars by another; --series puts bars side by side",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    BarsPlot(
      table: try PlottedTable(word, in: context, x: .categories), isLogarithmic: context.invocation.has("log")
    ).figure
  }
}
