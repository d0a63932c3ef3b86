import Glibc

/// Places the names of points: beside their point if free, else a little away from it.
package struct LabelPlacement {
  /// A rectangle in figure coordinates, with y growing downwards.
  package struct Rectangle: Equatable {
    package var x: Double, y: Double, width: Double, height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    package func overlap(_ other: Rectangle) -> Double {
      let w = min(x + width, other.x + other.width) - max(x, other.x)
      let h = min(y + height, other.y + other.height) - max(y, other.y)
      return w > 0 && h > 0 ? w * h : 0
    }

    package func contains(_ px: Double, _ py: Double) -> Bool {
      px >= x && px <= x + width && py >= y && py <= y + height
    }

    /// The point in the rectangle nearest to a given one.
    package func nearest(to point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (min(max(point.x, x), x + width), min(max(point.y, y), y + height))
    }

    /// How far a point is from the rectangle.
    package func distance(to point: (x: Double, y: Double)) -> Double {
      let near = nearest(to: point)
      return hypot(near.x - point.x, near.y - point.y)
    }
  }

  /// A placed label.
  package struct Label {
    package var rectangle: Rectangle
    /// The anchor of the text: the side that faces the point.
    package var anchor: SVGWriter.Anchor
    /// Whether a leader line has to join label and point.
    package var isAway: Bool
  }

  /// The area for labels.
  let bounds: Rectangle
  /// The labelled points.
  let points: [(x: Double, y: Double)]
  /// Places along lines that labels should not cover.
  let line: [(x: Double, y: Double)]
  private var placed: [Rectangle] = []
  private var leaders: [(x: Double, y: Double)] = []
  /// How many labels get the best of many places; among more there is none, and the search takes time with the cube.
  private static let searchLimit = 100

  package init(bounds: Rectangle, points: [(x: Double, y: Double)], line: [(x: Double, y: Double)]) {
    self.bounds = bounds
    self.points = points
    self.line = line
  }

  /// The best place for a label of that size at a point: the cheapest among many, in all directions and at growing
  /// distances.
  package mutating func place(width: Double, height: Double, at point: (x: Double, y: Double)) -> Label {
    var best = label(width: width, height: height, at: point, direction: Self.directions[0], ring: 0)
    if placed.count >= Self.searchLimit { return best }
    var least = Double.infinity
    for ring in 0..<9 {
      for (index, direction) in Self.directions.enumerated() {
        let label = label(width: width, height: height, at: point, direction: direction, ring: ring)
        let cost = 10 * Double(ring) + 0.5 * Double(index) + cost(of: label, at: point)
        if cost < least { (least, best) = (cost, label) }
      }
    }
    placed.append(best.rectangle)
    if best.isAway { leaders += Self.places(from: point, to: best.rectangle.nearest(to: point)) }
    return best
  }

  /// The directions of labels, preferred ones first; y grows downwards.
  private static let directions: [(x: Double, y: Double)] = [
    (1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8),
    (1, -0.4), (1, 0.4), (-1, -0.4), (-1, 0.4),
  ]

  private func label(
    width: Double, height: Double, at point: (x: Double, y: Double), direction: (x: Double, y: Double), ring: Int
  ) -> Label {
    let gap = 7 + 12 * Double(ring)
    let rectangle = Rectangle(
      x: point.x + gap * direction.x + (direction.x > 0 ? 0 : direction.x < 0 ? -width : -width / 2),
      y: point.y + gap * direction.y + (direction.x == 0 ? (direction.y < 0 ? -height : 0) : -height / 2),
      width: width, height: height)
    return Label(
      rectangle: rectangle, anchor: direction.x > 0 ? .start : direction.x < 0 ? .end : .middle, isAway: ring > 0)
  }

  /// The cost of a place: leaving the figure, covering a label, a point or a line, being closer to another point, and a
  /// leader that crosses another point, label or leader.
  private func cost(of label: Label, at point: (x: Double, y: Double)) -> Double {
    let rectangle = label.rectangle
    let own = rectangle.distance(to: point)
    var cost = 50 * (rectangle.width * rectangle.height - rectangle.overlap(bounds))
    for other in placed {
      let overlap = other.overlap(rectangle)
      if overlap > 0 { cost += 100 + 20 * overlap }
    }
    for other in points where other != point {
      let distance = rectangle.distance(to: other)
      cost += distance < 5 ? 200 : distance < own + 3 ? 20 : 0
    }
    cost += 8 * Double(line.count { rectangle.contains($0.x, $0.y) })
    cost += 30 * Double(leaders.count { rectangle.contains($0.x, $0.y) })
    if label.isAway {
      for place in Self.places(from: point, to: rectangle.nearest(to: point)) {
        for other in placed where other.contains(place.x, place.y) { cost += 40 }
        for other in points where other != point && hypot(other.x - place.x, other.y - place.y) < 6 { cost += 40 }
        for other in leaders where hypot(other.x - place.x, other.y - place.y) < 4 { cost += 15 }
      }
    }
    return cost
  }

  /// Places along a leader, without its ends.
  private static func places(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double)
  ) -> [(x: Double, y: Double)] {
    let count = max(3, Int(hypot(b.x - a.x, b.y - a.y) / 4))
    return (1..<count).map { step in
      let t = Double(step) / Double(count)
      return (a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
    }
  }
}
