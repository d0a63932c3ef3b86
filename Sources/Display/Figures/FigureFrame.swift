/// A figure in its frame: everything in shares of the axes, cleaned and clipped, the same for every renderer.
struct FigureFrame: Equatable {
  let x: AxisScale
  let y: AxisScale
  let marks: [FramedMarks]
  let notes: [String]

  /// The frame of a figure; `nil` if there is nothing to show.
  ///
  /// Values that an axis cannot show (not finite, or not above zero on a logarithmic axis) are left out, the latter with
  /// a note.
  init?(_ figure: Figure) {
    func canShow(_ value: Double, _ axis: Figure.Axis) -> Bool {
      value.isFinite && (axis.scale == .linear || value > 0)
    }
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
    notes = figure.notes + (lost ? ["Values not above zero are left out on the log scale."] : [])
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
