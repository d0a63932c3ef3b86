/// A figure in its frame: everything in shares of the axes, cleaned and clipped, the same for every renderer.
struct FigureFrame: Equatable {
  let x: AxisScale
  let y: AxisScale
  let marks: [FramedMarks]
  let notes: [String]

  /// Why there is nothing to show of a figure without a frame.
  static func emptiness(of figure: Figure) -> String {
    let places = figure.series.flatMap(\.marks.extent).filter { $0.x.isFinite && $0.y.isFinite }
    if places.isEmpty { return "nothing to plot: no values" }
    return places.contains(where: { isBelow($0, figure) })
      ? "nothing to plot: no values above zero, as the log scale needs"
      : "nothing to plot: all values are too great or too small to be drawn"
  }

  /// Whether a place is below a logarithmic axis.
  private static func isBelow(_ place: Figure.Point, _ figure: Figure) -> Bool {
    place.x <= 0 && figure.x.scale == .log10 || place.y <= 0 && figure.y.scale == .log10
  }

  /// The frame of a figure; `nil` if there is nothing to show.
  ///
  /// Values that an axis cannot show are left out with a note: beyond 1e300, or on a logarithmic axis not within 1e-150
  /// and 1e150. What is not finite is left out without one.
  init?(_ figure: Figure) {
    func canShow(_ value: Double, _ axis: Figure.Axis) -> Bool { axis.scale.canShow(value) }
    let all = figure.series.map(\.marks)
    let places = all.flatMap(\.extent).filter { $0.x.isFinite && $0.y.isFinite }
    let shown = places.filter { canShow($0.x, figure.x) && canShow($0.y, figure.y) }
    let standsOnZero = figure.y.scale == .linear && all.contains { if case .bars = $0 { true } else { false } }
    let liesOnZero = figure.x.scale == .linear && all.contains { if case .lyingBars = $0 { true } else { false } }
    let ends = all.compactMap(\.cellEnds).first
    guard !shown.isEmpty,
      let x = AxisScale(
        figure.x, values: shown.map(\.x) + (liesOnZero ? [0] : []), bases: ends?.x ?? (liesOnZero ? [0] : [])),
      let y = AxisScale(
        figure.y, values: shown.map(\.y) + (standsOnZero ? [0] : []), bases: ends?.y ?? (standsOnZero ? [0] : []))
    else { return nil }
    self.x = x
    self.y = y
    var color = 0
    marks = figure.series.map { series in
      defer { if !series.isReference && series.color == nil { color += 1 } }
      return FramedMarks(series, color: series.isReference ? nil : series.color ?? color, x: x, y: y)
    }
    let lost = shown.count < places.count
    let isBelow = places.contains { Self.isBelow($0, figure) }
    notes =
      figure.notes + (isBelow ? ["Values not above zero are left out on the log scale."] : [])
      + (lost && !isBelow ? ["Values too great or too small to be drawn are left out."] : [])
  }
}

extension Figure.Marks {
  /// The places that the axes have to include.
  var extent: [Figure.Point] {
    switch self {
    case .line(let points), .step(let points), .points(let points), .texts(let points), .captions(let points): points
    case .band(let intervals): intervals.flatMap { [Figure.Point($0.x, $0.low), Figure.Point($0.x, $0.high)] }
    case .bars(let bars): bars.flatMap { [Figure.Point($0.from, $0.height), Figure.Point($0.to, $0.height)] }
    case .lyingBars(let bars): bars.flatMap { [Figure.Point($0.height, $0.from), Figure.Point($0.height, $0.to)] }
    case .cells(let cells, _):
      cells.flatMap {
        [Figure.Point($0.x.lowerBound, $0.y.lowerBound), Figure.Point($0.x.upperBound, $0.y.upperBound)]
      }
    }
  }

  /// The ends of cells, where an axis ends without a margin.
  fileprivate var cellEnds: (x: [Double], y: [Double])? {
    guard case .cells = self else { return nil }
    let extent = extent
    return (
      [extent.map(\.x).min(), extent.map(\.x).max()].compactMap(\.self),
      [extent.map(\.y).min(), extent.map(\.y).max()].compactMap(\.self)
    )
  }
}
