/// Lines between points, cut at the edges of the frame.
enum FramePaths {
  /// The number of vertices above which invisible ones are dropped, and up to which curved lines are refined.
  private static let vertexLimit = 2_000
  /// The visible resolution as a share of the frame: half a pixel.
  private static let grain = 0.001

  /// The points with up to 15 more on the straight line between neighbours.
  static func bent(_ points: [Figure.Point]) -> [Figure.Point] {
    let pieces = min(max(vertexLimit / max(points.count, 1), 1), 16)
    return points.indices.flatMap { index -> [Figure.Point] in
      guard index > 0, pieces > 1 else { return [points[index]] }
      let (a, b) = (points[index - 1], points[index])
      return (1..<pieces).map { piece in
        let t = Double(piece) / Double(pieces)
        return Figure.Point(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
      } + [b]
    }
  }

  /// The points with a corner before each but the first: a value holds until the next point.
  static func steps(_ points: [Figure.Point]) -> [Figure.Point] {
    points.indices.flatMap { index in
      index == 0 ? [points[0]] : [Figure.Point(points[index].x, points[index - 1].y), points[index]]
    }
  }

  /// The parts of the line through `spots` that lie in the frame; it breaks at missing spots.
  static func clipped(_ spots: [Spot?]) -> [[Spot]] {
    var paths: [[Spot]] = []
    for run in spots.split(whereSeparator: { $0 == nil }) {
      let run = run.compactMap(\.self)
      var path: [Spot] = []
      for (a, b) in zip(run, run.dropFirst()) {
        guard let (from, to) = clipped(a, b) else { continue }
        if path.last != from {
          if path.count > 1 { paths.append(path) }
          path = [from]
        }
        path.append(to)
      }
      if path.count > 1 { paths.append(path) }
    }
    return paths.map(thinned)
  }

  /// A path without vertices that are indistinguishable from the previous one; its ends stay.
  private static func thinned(_ path: [Spot]) -> [Spot] {
    guard path.count > vertexLimit else { return path }
    var kept = [path[0]]
    for spot in path.dropFirst().dropLast()
    where max(abs(spot.x - kept[kept.count - 1].x), abs(spot.y - kept[kept.count - 1].y)) >= grain {
      kept.append(spot)
    }
    return kept + [path[path.count - 1]]
  }

  /// The part of a segment that lies in the frame (Liang and Barsky, 1984).
  private static func clipped(_ a: Spot, _ b: Spot) -> (Spot, Spot)? {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var first = 0.0
    var last = 1.0
    for (step, room) in [(-dx, a.x), (dx, 1 - a.x), (-dy, a.y), (dy, 1 - a.y)] {
      if step == 0 {
        if room < -1e-9 { return nil }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    if first > last { return nil }
    return (
      first == 0 ? a : Spot(x: a.x + first * dx, y: a.y + first * dy),
      last == 1 ? b : Spot(x: a.x + last * dx, y: a.y + last * dy)
    )
  }

  /// The spots along a line that are far enough apart (6% of the frame) for markers.
  ///
  /// Series start at different distances from their first spot, so that markers of coinciding lines alternate.
  static func spaced(_ spots: [Spot], color: Int) -> [Spot] {
    guard var last = spots.first else { return [] }
    var kept: [Spot] = []
    var distance = 0.02 * Double(color % 3)
    for spot in spots where max(abs(spot.x - last.x), abs(spot.y - last.y)) >= distance {
      kept.append(spot)
      last = spot
      distance = 0.06
    }
    return kept.isEmpty ? [spots[0]] : kept
  }

  /// The outlines of a band, one for each run of intervals that can be shown.
  static func outlines(
    _ intervals: [Figure.Interval], _ spot: (Double, Double) -> Spot?
  ) -> [[Spot]] {
    let edges = intervals.map { interval -> (low: Spot, high: Spot)? in
      guard let low = spot(interval.x, interval.low), let high = spot(interval.x, interval.high) else { return nil }
      return (low, high)
    }
    return edges.split { $0 == nil }.map { run in
      let run = run.compactMap(\.self).filter { (-1e-9...1 + 1e-9).contains($0.low.x) }
      return (run.map(\.high) + run.reversed().map(\.low)).map { Spot(x: $0.x, y: min(max($0.y, 0), 1)) }
    }.filter { $0.count >= 4 }
  }
}
