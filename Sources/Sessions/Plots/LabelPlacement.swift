/// Finds room for the names of points: beside their point where that is free, else a little away from it.
struct LabelPlacement {
  /// A rectangle in the coordinates of the picture, y growing downwards.
  struct Rectangle: Equatable {
    var x: Double, y: Double, width: Double, height: Double

    func overlap(_ other: Rectangle) -> Double {
      let w = min(x + width, other.x + other.width) - max(x, other.x)
      let h = min(y + height, other.y + other.height) - max(y, other.y)
      return w > 0 && h > 0 ? w * h : 0
    }

    func contains(_ px: Double, _ py: Double) -> Bool { px >= x && px <= x + width && py >= y && py <= y + height }

    /// The place in the rectangle that is nearest to a point.
    func nearest(to point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (min(max(point.x, x), x + width), min(max(point.y, y), y + height))
    }

    /// How far a point is from the rectangle.
    func distance(to point: (x: Double, y: Double)) -> Double {
      let near = nearest(to: point)
      return ((near.x - point.x) * (near.x - point.x) + (near.y - point.y) * (near.y - point.y)).squareRoot()
    }
  }

  /// A label that has found its place.
  struct Label {
    var rectangle: Rectangle
    /// Where the words are held: the side that faces the point.
    var anchor: SVGWriter.Anchor
    /// Whether a line has to join label and point.
    var isAway: Bool
  }

  /// Where the labels have to stay.
  let bounds: Rectangle
  /// The points that have labels.
  let points: [(x: Double, y: Double)]
  /// Places along lines that a label had better not cover.
  let line: [(x: Double, y: Double)]
  private var placed: [Rectangle] = []

  init(bounds: Rectangle, points: [(x: Double, y: Double)], line: [(x: Double, y: Double)]) {
    self.bounds = bounds
    self.points = points
    self.line = line
  }

  /// The best place for a label of that size at a point.
  ///
  /// Tried are eight directions at growing distances. It costs to cover anything, to stand nearer to another point than
  /// to the own one, to be joined by a line that passes another point or label, and to be far away.
  mutating func place(width: Double, height: Double, at point: (x: Double, y: Double)) -> Label {
    let directions: [(x: Double, y: Double)] = [
      (1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8),
    ]
    let others = points.filter { $0 != point }
    var best: Label?
    var least = Double.infinity
    for ring in 0..<5 {
      let gap = 7 + 13 * Double(ring)
      for (index, direction) in directions.enumerated() {
        let rectangle = Rectangle(
          x: point.x + gap * direction.x + (direction.x > 0 ? 0 : direction.x < 0 ? -width : -width / 2),
          y: point.y + gap * direction.y + (direction.x == 0 ? (direction.y < 0 ? -height : 0) : -height / 2),
          width: width, height: height)
        let own = rectangle.distance(to: point)
        var cost = 12 * Double(ring) + 0.5 * Double(index)
        cost += 50 * (width * height - rectangle.overlap(bounds))
        for other in placed { cost += 20 * other.overlap(rectangle) }
        for other in others {
          let distance = rectangle.distance(to: other)
          cost += distance < 5 ? 200 : distance < own + 3 ? 30 : 0
        }
        cost += 4 * Double(line.count { rectangle.contains($0.x, $0.y) })
        if ring > 0 {
          let end = rectangle.nearest(to: point)
          for step in 1..<8 {
            let t = Double(step) / 8
            let place = (x: point.x + t * (end.x - point.x), y: point.y + t * (end.y - point.y))
            for other in placed where other.contains(place.x, place.y) { cost += 40 }
            for other in others where abs(other.x - place.x) < 5 && abs(other.y - place.y) < 5 { cost += 40 }
          }
        }
        if cost < least {
          least = cost
          best = Label(
            rectangle: rectangle, anchor: direction.x > 0 ? .start : direction.x < 0 ? .end : .middle, isAway: ring > 0)
        }
      }
    }
    let label =
      best
      ?? Label(
        rectangle: Rectangle(x: point.x, y: point.y, width: width, height: height), anchor: .start, isAway: false)
    placed.append(label.rectangle)
    return label
  }
}
