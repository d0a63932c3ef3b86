/// The legend of lines, markers and colours, in rows under the plot.
struct SVGLegend {
  private struct Entry {
    var series: FramedMarks
    var words: String
    var x: Double
    var row: Int
  }

  private var entries: [Entry] = []
  /// The number of rows, 20 pixels each.
  private(set) var rowCount = 0

  /// The entries of the series with a name, flowing over rows of that width.
  init(_ marks: [FramedMarks], width: Double) {
    var x = 0.0
    let names = TextWidth.cut(marks.map(\.name), to: 60)
    for (series, name) in zip(marks, names) {
      let words = series.shading.map(Self.words) ?? name
      if words.isEmpty { continue }
      let size = Self.sampleWidth(series) + 6 + SVGWriter.width(words, size: SVGRenderer.textSize) + 18
      if rowCount == 0 || x + size - 18 > width {
        rowCount += 1
        x = 0
      }
      entries.append(Entry(series: series, words: words, x: x, row: rowCount - 1))
      x += size
    }
  }

  private static func words(_ shading: FramedMarks.Shading) -> String {
    "\(Format.significant(shading.low, 4)) to \(Format.significant(shading.high, 4)) \(shading.text)"
  }

  private static func sampleWidth(_ series: FramedMarks) -> Double {
    series.shading != nil ? 70 : series.paths.isEmpty ? 12 : 26
  }

  /// Draws the rows below `top`.
  func draw(left: Double, top: Double, into svg: inout SVGWriter) {
    for entry in entries {
      let series = entry.series
      let x = left + entry.x
      let y = top + 20 * Double(entry.row) + 10
      let width = Self.sampleWidth(series)
      let color = SVGPalette.color(series.color)
      if series.shading != nil {
        for step in 0..<5 {
          svg.rectangle(
            x: x + 14 * Double(step), y: y - 6, width: 14, height: 12,
            fill: SVGPalette.shade(Double(step) / 4, isDiverging: series.shading?.isDiverging ?? false))
        }
      } else if !series.boxes.isEmpty {
        svg.rectangle(x: x, y: y - 6, width: 12, height: 12, fill: color)
      } else if !series.areas.isEmpty {
        svg.polygon([(x, y - 6), (x + 12, y - 6), (x + 12, y + 6), (x, y + 6)], fill: color, opacity: 0.2)
      } else {
        if !series.paths.isEmpty {
          svg.path([(x, y), (x + width, y)], stroke: color, width: 2, isDashed: series.color == nil)
        }
        if series.color != nil || series.paths.isEmpty {
          svg.marker(
            series.color ?? 0, at: (x + width / 2, y), stroke: series.color == nil ? SVGPalette.axis : color, size: 3.5)
        }
      }
      svg.words(entry.words, x: x + width + 6, y: y + 4.5, size: SVGRenderer.textSize)
    }
  }
}
