/// Draws trees as boxes from left to right, joined by branches whose thickness is their share.
struct SVGTree {
  /// A box with its place.
  private struct Box {
    var node: Figure.Tree.Node
    var depth: Int
    /// Its vertical centre, in rows of leaves.
    var row: Double
    var parent: Int?
  }

  private static let rowHeight = 46.0, boxHeight = 36.0, gap = 30.0, padding = 8.0
  private static let labelSize = 13.0, valueSize = 12.0
  /// By how much the letters of the widest of the usual fonts, DejaVu Sans, exceed their estimated widths at most; those of its
  /// bold by 26%.
  private static let widest = 1.13

  private var boxes: [Box] = []
  private var columnWidths: [Double] = []
  private var leafCount = 0
  private let tree: Figure.Tree

  init(_ tree: Figure.Tree) {
    self.tree = tree
    _ = place(tree.root, depth: 0, parent: nil)
  }

  /// The width of all boxes.
  var width: Double { columnWidths.reduce(0, +) + Self.gap * Double(columnWidths.count - 1) }
  /// The height of all boxes and a line of headings.
  var height: Double { 24 + Self.rowHeight * Double(leafCount) }

  private mutating func place(_ node: Figure.Tree.Node, depth: Int, parent: Int?) -> Double {
    let index = boxes.count
    boxes.append(Box(node: node, depth: depth, row: 0, parent: parent))
    let size =
      2 * Self.padding
      + max(
        (node.isEmphasised ? 1.26 : Self.widest) * SVGWriter.width(node.label, size: Self.labelSize),
        Self.widest * SVGWriter.width(values(node), size: Self.valueSize))
    if columnWidths.count == depth { columnWidths.append(0) }
    columnWidths[depth] = max(columnWidths[depth], size)
    if node.children.isEmpty {
      boxes[index].row = Double(leafCount) + 0.5
      leafCount += 1
    } else {
      let rows = node.children.map { place($0, depth: depth + 1, parent: index) }
      boxes[index].row = (rows[0] + rows[rows.count - 1]) / 2
    }
    return boxes[index].row
  }

  private func values(_ node: Figure.Tree.Node) -> String { node.values.joined(separator: " \u{B7} ") }

  /// Draws the tree with its upper left corner at a place.
  func draw(left: Double, top: Double, into svg: inout SVGWriter) {
    svg.words(
      "in each box: " + tree.columns.joined(separator: ", "), x: left, y: top + 13, size: Self.labelSize)
    func x(_ depth: Int) -> Double { left + columnWidths[..<depth].reduce(0) { $0 + $1 + Self.gap } }
    func y(_ box: Box) -> Double { top + 24 + Self.rowHeight * box.row }
    for box in boxes {
      guard let parent = box.parent.map({ boxes[$0] }) else { continue }
      svg.curve(
        (x(parent.depth) + columnWidths[parent.depth], y(parent)), (x(box.depth), y(box)), stroke: SVGPalette.branch,
        width: 1 + 13 * box.node.share)
    }
    for box in boxes {
      let (x, y) = (x(box.depth), y(box))
      svg.box(
        x: x, y: y - Self.boxHeight / 2, width: columnWidths[box.depth], height: Self.boxHeight,
        fill: box.node.isEmphasised ? SVGPalette.shade(0.12) : "#FFFFFF", stroke: SVGPalette.axis)
      svg.words(
        box.node.label, x: x + Self.padding, y: y - 3, size: Self.labelSize, isBold: box.node.isEmphasised)
      svg.words(values(box.node), x: x + Self.padding, y: y + 12.5, size: Self.valueSize)
    }
  }
}
