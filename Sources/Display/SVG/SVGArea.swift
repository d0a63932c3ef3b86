/// The rectangle inside the axes and its content.
struct SVGArea {
  let left: Double, top: Double, right: Double, bottom: Double

  /// Converts a place in the frame to figure coordinates.
  func point(_ spot: Spot) -> (x: Double, y: Double) {
    (left + spot.x * (right - left), bottom - spot.y * (bottom - top))
  }

  /// Draws the marks of all series, areas first.
  func draw(_ marks: [FramedMarks], into svg: inout SVGWriter) {
    for series in marks {
      for box in series.boxes {
        let (a, b) = (point(box.low), point(box.high))
        // Standing bars are a pixel apart, cells touch.
        let gap = box.shade == nil && !box.isLying && b.x - a.x > 3 ? 0.5 : 0
        svg.rectangle(
          x: a.x + gap, y: b.y, width: b.x - a.x - 2 * gap, height: a.y - b.y,
          fill: box.shade.map { SVGPalette.shade($0, isDiverging: series.shading?.isDiverging ?? false) }
            ?? SVGPalette.color(series.color))
      }
      for outline in series.areas {
        svg.polygon(outline.map(point), fill: SVGPalette.color(series.color), opacity: 0.2)
      }
    }
    for series in marks {
      let isReference = series.color == nil
      for path in series.paths {
        svg.path(
          path.map(point), stroke: SVGPalette.color(series.color), width: isReference ? 1.5 : 2, isDashed: isReference)
      }
    }
    for series in marks {
      guard let color = series.color else { continue }
      for spot in series.spots { svg.marker(color, at: point(spot), stroke: SVGPalette.color(color), size: 3.5) }
    }
  }

  /// Draws the named points with their names where there is room, and texts at their places.
  func drawNames(_ marks: [FramedMarks], into svg: inout SVGWriter) {
    let size = SVGRenderer.tickSize
    let named = marks.flatMap(\.named).sorted { ($0.spot.x, $0.spot.y) < ($1.spot.x, $1.spot.y) }
    var placement = LabelPlacement(
      bounds: .init(x: left, y: top - 8, width: right - left + 10, height: bottom - top + 8),
      points: named.map { point($0.spot) }, line: marks.flatMap { sampled($0.paths) })
    for (entry, name) in zip(named, TextWidth.cut(named.map(\.label), to: 40)) {
      let p = point(entry.spot)
      let label = placement.place(width: SVGWriter.width(name, size: size), height: size, at: p)
      let box = label.rectangle
      if label.isAway { svg.line(p, box.nearest(to: p), stroke: SVGPalette.reference) }
      let x = label.anchor == .start ? box.x : label.anchor == .end ? box.x + box.width : box.x + box.width / 2
      svg.words(name, x: x, y: box.y + 0.85 * size, size: size, anchor: label.anchor, hasHalo: true)
    }
    for series in marks {
      for named in series.named {
        let place = "\(Format.significant(named.point.x, 4)), \(Format.significant(named.point.y, 4))"
        svg.marker(
          series.color ?? 0, at: point(named.spot),
          stroke: series.color.map { SVGPalette.color($0) } ?? SVGPalette.axis,
          size: 3.5, title: "\(named.label): \(place)")
      }
    }
    for series in marks {
      for text in series.texts { draw(text, on: marks, into: &svg) }
    }
    for caption in marks.flatMap(\.captions) {
      let p = point(caption.spot)
      svg.words(caption.label, x: p.x + 5, y: p.y + 0.35 * size, size: size)
    }
  }

  /// Writes a text at its place; on a coloured cell in black or white if it fits.
  private func draw(_ text: FramedMarks.Named, on marks: [FramedMarks], into svg: inout SVGWriter) {
    let size = SVGRenderer.tickSize
    let p = point(text.spot)
    let cell = marks.coloredCell(at: text.spot)
    if let cell {
      let (low, high) = (point(cell.low), point(cell.high))
      if SVGWriter.width(text.label, size: size) + 4 > high.x - low.x || size > low.y - high.y { return }
    }
    let isDiverging = marks.contains { $0.shading?.isDiverging ?? false }
    svg.words(
      text.label, x: p.x, y: p.y + 0.35 * size, size: size, anchor: .middle, hasHalo: cell == nil,
      fill: cell?.shade.map { SVGPalette.words(on: $0, isDiverging: isDiverging) })
  }

  /// Places along lines, 6 pixels apart.
  private func sampled(_ paths: [[Spot]]) -> [(x: Double, y: Double)] {
    paths.flatMap { path in
      zip(path, path.dropFirst()).flatMap { from, to -> [(x: Double, y: Double)] in
        let (a, b) = (point(from), point(to))
        let pieces = max(1, Int(max(abs(b.x - a.x), abs(b.y - a.y)) / 6))
        return (0..<pieces).map { piece in
          let t = Double(piece) / Double(pieces)
          return (a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
        }
      }
    }
  }
}
