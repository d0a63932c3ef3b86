import Display
import Testing

@Suite("LabelPlacement")
struct LabelPlacementTests {
  private typealias Rectangle = LabelPlacement.Rectangle
  private let bounds = Rectangle(x: 0, y: 0, width: 400, height: 300)

  @Test("a label with room stands at the right of its point")
  func right() {
    var placement = LabelPlacement(bounds: bounds, points: [(200, 150)], line: [])
    let label = placement.place(width: 40, height: 12, at: (200, 150))
    #expect(label.rectangle == Rectangle(x: 207, y: 144, width: 40, height: 12))
    #expect(label.anchor == .start && !label.isAway)
  }

  /// Of many labels the first hundred are placed with care, which takes time with the cube of their number.
  @Test func manyLabels() {
    let points = (0..<300).map { (x: Double($0 % 20) * 20, y: Double($0 / 20) * 20) }
    var placement = LabelPlacement(bounds: bounds, points: points, line: [])
    let labels = points.map { placement.place(width: 40, height: 12, at: $0) }
    #expect(labels.prefix(100).contains { $0.isAway || $0.anchor != .start })
    for (label, point) in zip(labels, points).dropFirst(100) {
      #expect(label.rectangle == Rectangle(x: point.x + 7, y: point.y - 6, width: 40, height: 12) && !label.isAway)
    }
  }

  @Test("at the right edge it stands at the left")
  func edge() {
    var placement = LabelPlacement(bounds: bounds, points: [(390, 150)], line: [])
    let label = placement.place(width: 40, height: 12, at: (390, 150))
    #expect(label.rectangle == Rectangle(x: 343, y: 144, width: 40, height: 12) && label.anchor == .end)
  }

  @Test("a line at the right sends it to the left")
  func line() {
    var placement = LabelPlacement(
      bounds: bounds, points: [(200, 150)], line: stride(from: 208, to: 248, by: 6).map { ($0, 150) })
    #expect(placement.place(width: 40, height: 12, at: (200, 150)).anchor == .end)
  }

  @Test("twenty points in a heap get labels that cover neither each other nor a point")
  func crowd() {
    var points: [(x: Double, y: Double)] = []
    for index in 0..<20 {
      let (dx, dy): (Int, Int) = (index * 37 % 60, index * 23 % 50)
      points.append((x: Double(180 + dx), y: Double(130 + dy)))
    }
    var placement = LabelPlacement(bounds: bounds, points: points, line: [])
    let labels = points.map { placement.place(width: 34, height: 9, at: $0).rectangle }
    for i in labels.indices {
      for j in 0..<i { #expect(labels[i].overlap(labels[j]) == 0) }
      for point in points { #expect(labels[i].distance(to: point) > 3) }
    }
  }
}
