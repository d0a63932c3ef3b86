/// A place in the frame of a figure: (0, 0) is the lower left corner, (1, 1) the upper right.
struct Spot: Equatable {
  var x: Double
  var y: Double

  /// Whether the place is in the frame, its edges included.
  var isInside: Bool { (-1e-9...1 + 1e-9).contains(x) && (-1e-9...1 + 1e-9).contains(y) }
}

/// The marks of one series in shares of the frame, as drawn by a renderer.
struct FramedMarks: Equatable {
  /// A named place.
  struct Named: Equatable {
    var spot: Spot
    var label: String
    /// The point as it was given.
    var point: Figure.Point
  }

  /// A rectangle between two corners, the lower left and the upper right one.
  struct Box: Equatable {
    var low: Spot
    var high: Spot
    /// For cells, the position of the value between the smallest and the largest: 0 to 1.
    var shade: Double?
    /// Whether it is a horizontal bar.
    var isLying = false

    /// The part of the rectangle within the frame; `nil` if there is none.
    init?(_ a: Spot, _ b: Spot, shade: Double? = nil) {
      func clamped(_ value: Double) -> Double { min(max(value, 0), 1) }
      low = Spot(x: clamped(min(a.x, b.x)), y: clamped(min(a.y, b.y)))
      high = Spot(x: clamped(max(a.x, b.x)), y: clamped(max(a.y, b.y)))
      self.shade = shade
      if high.x <= low.x || max(a.y, b.y) < 0 || min(a.y, b.y) > 1 { return nil }
    }
  }

  /// The meaning of cell colours: a label, and the values of the lightest and the darkest.
  struct Shading: Equatable {
    var text: String
    var low: Double, high: Double
    /// Whether zero is in the middle, with different colours on either side.
    var isDiverging: Bool
  }

  let name: String
  /// The index of colour and marker; `nil` for a reference.
  let color: Int?
  /// Lines, cut at the frame and where values are missing.
  private(set) var paths: [[Spot]] = []
  /// The places of markers.
  private(set) var spots: [Spot] = []
  /// Points with names.
  private(set) var named: [Named] = []
  /// Names without points.
  private(set) var texts: [Named] = []
  /// Names that begin to the right of their points, without the points.
  private(set) var captions: [Named] = []
  /// Bars and cells.
  private(set) var boxes: [Box] = []
  /// Outlines of bands: forward along the upper values and back along the lower.
  private(set) var areas: [[Spot]] = []
  private(set) var shading: Shading?

  init(_ series: Figure.Series, color: Int?, x: AxisScale, y: AxisScale) {
    name = series.name
    self.color = color
    func spot(_ px: Double, _ py: Double) -> Spot? {
      x.canShow(px) && y.canShow(py) ? Spot(x: x.position(px), y: y.position(py)) : nil
    }
    func spots(_ points: [Figure.Point]) -> [Spot] { points.compactMap { spot($0.x, $0.y) }.filter(\.isInside) }
    func names(_ points: [Figure.Point]) -> [Named] {
      points.compactMap { point in
        guard let label = point.label, let spot = spot(point.x, point.y), spot.isInside else { return nil }
        return Named(spot: spot, label: label, point: point)
      }
    }
    switch series.marks {
    case .line(let points):
      let isCurved = x.scale == .log10 || y.scale == .log10
      paths = FramePaths.clipped((isCurved ? FramePaths.bent(points) : points).map { spot($0.x, $0.y) })
      self.spots = FramePaths.spaced(spots(points), color: color ?? 0)
    case .step(let points):
      paths = FramePaths.clipped(FramePaths.steps(points).map { spot($0.x, $0.y) })
      self.spots = FramePaths.spaced(spots(points), color: color ?? 0)
    case .points(let points):
      self.spots = spots(points.filter { $0.label == nil })
      named = names(points)
    case .texts(let points): texts = names(points)
    case .captions(let points): captions = names(points)
    case .band(let intervals):
      areas = FramePaths.outlines(intervals) { spot($0, $1) }
    case .bars(let bars):
      let base = y.scale == .log10 ? y.range.lowerBound : 0
      boxes = bars.compactMap { bar in
        spot(bar.from, base).flatMap { low in spot(bar.to, bar.height).flatMap { Box(low, $0) } }
      }
    case .lyingBars(let bars):
      let base = x.scale == .log10 ? x.range.lowerBound : 0
      boxes = bars.compactMap { bar in
        spot(base, bar.from).flatMap { low in spot(bar.height, bar.to).flatMap { Box(low, $0) } }
      }
      for index in boxes.indices { boxes[index].isLying = true }
    case .cells(let cells, let text):
      let values = cells.map(\.value).filter(\.isFinite)
      guard var low = values.min(), var high = values.max() else { return }
      let isDiverging = low < 0 && high > 0
      if isDiverging { (low, high) = (-max(-low, high), max(-low, high)) }
      shading = Shading(text: text, low: low, high: high, isDiverging: isDiverging)
      boxes = cells.filter(\.value.isFinite).compactMap { cell in
        guard let from = spot(cell.x.lowerBound, cell.y.lowerBound),
          let to = spot(cell.x.upperBound, cell.y.upperBound)
        else { return nil }
        return Box(from, to, shade: high > low ? (cell.value - low) / (high - low) : 0.5)
      }
    }
  }
}

extension [FramedMarks] {
  /// The coloured cell at a place.
  func coloredCell(at spot: Spot) -> FramedMarks.Box? {
    lazy.flatMap(\.boxes).first { box in
      box.shade != nil && (box.low.x...box.high.x).contains(spot.x) && (box.low.y...box.high.y).contains(spot.y)
    }
  }
}
