/// Draws trees with characters: branches on the left, values in columns on the right.
struct TextTree {
  let isASCII: Bool

  /// The lines of a tree, none wider than `width` columns.
  func lines(_ tree: Figure.Tree, width: Int) -> [String] {
    var rows: [(branch: String, values: [String])] = [("", tree.columns.map(clean))]
    add(tree.root, stem: "", hook: "", below: "", to: &rows)
    let widths = tree.columns.indices.map { column in rows.map { TextWidth.columns($0.values[column]) }.max() ?? 0 }
    let room = max(8, width - widths.reduce(0) { $0 + $1 + 2 })
    let left = min(room, rows.map { TextWidth.columns($0.branch) }.max() ?? 0)
    return zip(rows, TextWidth.cut(rows.map(\.branch), to: left)).map { row, branch in
      zip(row.values, widths).reduce(branch + blanks(left - TextWidth.columns(branch))) { line, cell in
        line + blanks(2 + cell.1 - TextWidth.columns(cell.0)) + cell.0
      }
    }
  }

  private func add(
    _ node: Figure.Tree.Node, stem: String, hook: String, below: String,
    to rows: inout [(branch: String, values: [String])]
  ) {
    rows.append((stem + hook + clean(node.label), node.values.map(clean)))
    for (index, child) in node.children.enumerated() {
      let isLast = index == node.children.count - 1
      let hook = isASCII ? (isLast ? "`-- " : "|-- ") : (isLast ? "└─ " : "├─ ")
      let next = isASCII ? (isLast ? "    " : "|   ") : (isLast ? "   " : "│  ")
      add(child, stem: stem + below, hook: hook, below: next, to: &rows)
    }
  }

  private func clean(_ text: String) -> String { TextWidth.clean(text, isASCII: isASCII) }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
