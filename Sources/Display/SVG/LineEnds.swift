/// The names of lines, written at their right ends instead of a legend.
package struct LineEnds {
  /// The series without a name there.
  let others: [FramedMarks]
  /// The width taken by names on the right.
  let width: Double
  private let lines: [FramedMarks]

  /// The maximum number of lines named in this way, and the share of the figure for names.
  private static let limit = 12, share = 0.26
  private static let rowHeight = 15.0

  /// - Parameter width: the width of the picture.
  init(_ marks: [FramedMarks], width: Double) {
    func isLine(_ series: FramedMarks) -> Bool {
      series.color != nil && !series.paths.isEmpty && !series.name.isEmpty
    }
    let lines = marks.filter(isLine)
    let room = (lines.map { SVGWriter.width($0.name, size: SVGRenderer.tickSize) }.max() ?? 0) + 24
    let fits = (1...Self.limit).contains(lines.count) && room <= Self.share * width
    self.lines = fits ? lines : []
    self.width = fits ? room : 0
    others = fits ? marks.filter { !isLine($0) } : marks
  }

  /// Draws the names to the right of `area`, at least a row apart, joined with the ends of their lines.
  func draw(beside area: SVGArea, into svg: inout SVGWriter) {
    let ends = lines.map { area.point($0.paths.last!.last!) }
    let order = lines.indices.sorted { (ends[$0].y, $0) < (ends[$1].y, $1) }
    let places = Self.spread(order.map { ends[$0].y }, from: area.top + 2, to: area.bottom)
    for (place, index) in zip(places, order) {
      let color = lines[index].color ?? 0
      let end = ends[index]
      let marker = (x: area.right + 12, y: place)
      if abs(end.y - place) > 1 || area.right - end.x > 4 {
        svg.line((end.x + 4, end.y), (marker.x - 5, marker.y), stroke: SVGPalette.leader)
      }
      svg.marker(color, at: marker, stroke: SVGPalette.color(color), size: 3.5)
      svg.words(lines[index].name, x: marker.x + 8, y: place + 4.5, size: SVGRenderer.tickSize)
    }
  }

  /// Ascending heights moved apart by at least a row, as little as possible, within bounds if they fit.
  package static func spread(_ heights: [Double], from top: Double, to bottom: Double) -> [Double] {
    // Runs of touching names are centred on the mean of their preferred heights.
    var runs: [(sum: Double, count: Int)] = []
    func start(_ run: (sum: Double, count: Int)) -> Double {
      let length = rowHeight * Double(run.count - 1)
      return min(max(run.sum / Double(run.count) - length / 2, top), max(top, bottom - length))
    }
    for height in heights {
      var run = (sum: height, count: 1)
      while let last = runs.last, start(last) + rowHeight * Double(last.count) > start(run) {
        run = (last.sum + run.sum, last.count + run.count)
        runs.removeLast()
      }
      runs.append(run)
    }
    return runs.flatMap { run in (0..<run.count).map { start(run) + rowHeight * Double($0) } }
  }
}
