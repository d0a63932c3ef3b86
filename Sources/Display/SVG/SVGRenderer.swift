import Glibc

/// Draws figures as SVG, the same bytes for the same figure.
///
/// The figure has its own background, white or dark, its colours are colour-blind safe, and series differ in their markers too.
/// Letters are readable at a width of 400 pixels.
public struct SVGRenderer: Sendable {
  /// The size of the figure in pixels; it can be scaled.
  public var width: Double, height: Double
  /// How much larger the picture is shown, with its letters and lines.
  public var scale: Double
  /// Whether the background is dark.
  public var isDark: Bool

  /// A renderer for figures of that size, shown larger by a factor, on white or on a dark background.
  public init(width: Double = 600, height: Double = 420, scale: Double = 1, isDark: Bool = false) {
    self.width = max(width, 300)
    self.height = max(height, 240)
    self.scale = scale
    self.isDark = isDark
  }

  /// The sizes of letters.
  static let titleSize = 16.0, textSize = 13.0, tickSize = 12.5
  private static let margin = 14.0
  /// The slant in degrees of names without room side by side, and their maximum length in characters.
  private static let slantAngle = 35.0, slantLength = 18

  /// The figure as an SVG document; taller than requested if title, legend and notes leave too little room for the
  /// plot.
  public func render(_ figure: Figure) -> String { rendering(of: figure).svg }

  /// The figure as an SVG document, and where its points are in it; `nil` for a figure without axes.
  func rendering(of figure: Figure) -> (svg: String, place: ((Figure.Point) -> (x: Double, y: Double))?) {
    var place: ((Figure.Point) -> (x: Double, y: Double))?
    let tree = figure.tree.map(SVGTree.init)
    let frame = tree == nil ? FigureFrame(figure) : nil
    let width = max(width, (tree?.width ?? 0) + 2 * Self.margin)
    let inner = width - 2 * Self.margin
    let titles = SVGWriter.wrapped(figure.title, size: Self.titleSize * 1.05, width: inner)
    let notes = (frame?.notes ?? figure.notes).flatMap { SVGWriter.wrapped($0, size: Self.textSize, width: inner) }
    let ends = LineEnds(frame?.marks ?? [], width: width)
    let legend = SVGLegend(ends.others, width: inner)
    let above = 10 + 18 * Double(titles.count)
    let slant = frame.map { slantHeight($0, ends, width: width) } ?? 0
    let below = (tree == nil ? 52 + slant : 14) + 20 * Double(legend.rowCount) + 17 * Double(notes.count)
    let plotHeight = figure.rowCount.map { 20 * Double($0) } ?? 0
    let height =
      tree.map { above + 16 + $0.height + below }
      ?? max(
        figure.rowCount == nil ? height : 0, above + 32 + max(plotHeight, figure.rowCount == nil ? 200 : 120) + below)

    var svg = SVGWriter()
    let size = "\(SVGWriter.number(width)) \(SVGWriter.number(height))"
    svg.add(
      Self.opening + "\(size)\" width=\"\(SVGWriter.number(scale * width))\""
        + " height=\"\(SVGWriter.number(scale * height))\" role=\"img\" aria-label=\"\(SVGWriter.escaped(figure.title))\""
        + Self.openingEnd)
    svg.rectangle(x: 0, y: 0, width: width, height: height, fill: "#FFFFFF")
    for (index, line) in titles.enumerated() {
      svg.words(line, x: Self.margin, y: 26 + 18 * Double(index), size: Self.titleSize, isBold: true)
    }
    var y = height - below
    if let tree {
      tree.draw(left: Self.margin, top: above + 12, into: &svg)
    } else if let frame {
      let area = draw(figure, frame, ends, width: width, from: above, to: y, slant: slant, into: &svg)
      place = { area.point(Spot(x: frame.x.position($0.x), y: frame.y.position($0.y))) }
      legend.draw(left: Self.margin, top: y + 44 + slant, into: &svg)
    } else {
      svg.words(
        FigureFrame.emptiness(of: figure), x: width / 2, y: height / 2, size: Self.textSize, anchor: .middle)
    }
    y += (tree == nil ? 44 + slant : 6) + 20 * Double(legend.rowCount)
    for note in notes {
      y += 17
      svg.words(note, x: Self.margin, y: y - 4, size: Self.textSize)
    }
    svg.add("</svg>")
    return (isDark ? SVGPalette.darkened(svg.text) : svg.text, place)
  }

  /// Draws axes and marks between the title and the line `bottom` where the horizontal axis lies; the area between the axes.
  ///
  /// - Parameter slant: how far slanted names extend below the axis; 0 for horizontal names.
  private func draw(
    _ figure: Figure, _ frame: FigureFrame, _ ends: LineEnds, width: Double, from top: Double, to bottom: Double,
    slant: Double, into svg: inout SVGWriter
  ) -> SVGArea {
    let plotTop = top + 32
    let yTicks = yTicks(frame.y, height: bottom - plotTop, width: width)
    let left = left(of: yTicks, width: width)
    let area = SVGArea(left: left, top: plotTop, right: width - Self.margin - 6 - ends.width, bottom: bottom)

    svg.words(figure.y.caption, x: Self.margin, y: top + 18, size: Self.textSize)
    for tick in yTicks {
      let y = area.point(Spot(x: 0, y: frame.y.position(tick.value))).y
      if !frame.y.isNamed { svg.line((area.left, y), (area.right, y), stroke: SVGPalette.grid) }
      svg.words(tick.label, x: left - 8, y: y + 4.5, size: Self.tickSize, anchor: .end)
    }
    for tick in slant > 0 ? slantingTicks(frame.x, area) : xTicks(frame.x, area) {
      let x = area.point(Spot(x: frame.x.position(tick.value), y: 0)).x
      let half = SVGWriter.width(tick.label, size: Self.tickSize) / 2
      svg.line((x, area.top), (x, area.bottom), stroke: SVGPalette.grid)
      svg.line((x, area.bottom), (x, area.bottom + 5), stroke: SVGPalette.axis)
      if slant > 0 {
        svg.words(
          tick.label, x: x + 4, y: area.bottom + 15, size: Self.tickSize, anchor: .end, slant: Self.slantAngle)
        continue
      }
      svg.words(
        tick.label, x: min(max(x, half + 2), width - half - 2), y: area.bottom + 18, size: Self.tickSize,
        anchor: .middle)
    }
    area.draw(frame.marks, into: &svg)
    svg.line((area.left, area.top), (area.left, area.bottom), stroke: SVGPalette.axis)
    svg.line((area.left, area.bottom), (area.right, area.bottom), stroke: SVGPalette.axis)
    area.drawNames(frame.marks, into: &svg)
    ends.draw(beside: area, into: &svg)
    svg.words(
      figure.x.caption, x: (area.left + area.right) / 2, y: area.bottom + 38 + slant, size: Self.textSize,
      anchor: .middle)
    return area
  }

  private func yTicks(_ scale: AxisScale, height: Double, width: Double) -> [Tick] {
    let ticks = scale.ticks(atMost: max(2, Int(height / 32)))
    // A name takes a third of the width at most.
    let names = TextWidth.cut(ticks.map(\.label), to: Int(width / 3 / 7))
    return scale.isNamed ? zip(ticks, names).map { Tick($0.value, $1) } : ticks
  }

  /// The position of the vertical axis, to the right of its tick labels.
  private func left(of yTicks: [Tick], width: Double) -> Double {
    let gutter = yTicks.map { SVGWriter.width($0.label, size: Self.tickSize) }.max() ?? 0
    return Self.margin + min(gutter, width / 3) + 8
  }

  /// The additional height of slanted names along the horizontal axis; 0 if they fit side by side.
  private func slantHeight(_ frame: FigureFrame, _ ends: LineEnds, width: Double) -> Double {
    guard frame.x.isNamed else { return 0 }
    let left = left(of: yTicks(frame.y, height: height, width: width), width: width)
    let area = SVGArea(left: left, top: 0, right: width - Self.margin - 6 - ends.width, bottom: 1)
    if xTicks(frame.x, area).count == frame.x.ticks(atMost: .max).count { return 0 }
    let longest = slantingTicks(frame.x, area).map { SVGWriter.width($0.label, size: Self.tickSize) }.max() ?? 0
    return max(1, longest * sin(Self.slantAngle * .pi / 180))
  }

  /// The slanted names that are far enough apart, cut to fit into the figure.
  private func slantingTicks(_ scale: AxisScale, _ area: SVGArea) -> [Tick] {
    var last = -Double.infinity
    func x(_ tick: Tick) -> Double { area.point(Spot(x: scale.position(tick.value), y: 0)).x }
    let ticks = scale.ticks(atMost: .max).filter { tick in
      if x(tick) < last + Self.tickSize + 2 { return false }
      last = x(tick)
      return true
    }
    let rooms = ticks.map { min(max(Int(x($0) / cos(Self.slantAngle * .pi / 180) / 7), 3), Self.slantLength) }
    return zip(ticks, TextWidth.cut(ticks.map(\.label), to: rooms)).map { Tick($0.value, $1) }
  }

  /// As many round numbers, or named places, as fit side by side.
  private func xTicks(_ scale: AxisScale, _ area: SVGArea) -> [Tick] {
    var shown: [Tick] = []
    for count in stride(from: max(2, Int((area.right - area.left) / 45)), through: 1, by: -1) {
      let ticks = scale.ticks(atMost: count)
      var end = -Double.infinity
      shown = ticks.filter { tick in
        let half = SVGWriter.width(tick.label, size: Self.tickSize) / 2
        let x = area.point(Spot(x: scale.position(tick.value), y: 0)).x
        if x - half < end + 8 { return false }
        end = x + half
        return true
      }
      if shown.count == ticks.count { break }
    }
    return shown
  }
}

extension SVGRenderer {
  fileprivate static let opening = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
  fileprivate static let openingEnd = " font-family=\"Helvetica, Arial, sans-serif\" fill=\"\(SVGPalette.text)\">"

  /// Whether a file that begins so was drawn here.
  package static func drew(_ beginning: String) -> Bool {
    let first = beginning.prefix { $0 != "\n" }
    return first.hasPrefix(opening) && [openingEnd, SVGPalette.darkened(openingEnd)].contains { first.hasSuffix($0) }
  }
}
