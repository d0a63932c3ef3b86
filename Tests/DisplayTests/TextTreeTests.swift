import Display
import Testing

@Suite struct TextTreeTests {
  /// A tree of two levels.
  static let tree = Figure.Tree(
    columns: ["queries", "cost"],
    root: .init(
      label: "all", share: 1, values: ["100%", "2.5"],
      children: [
        .init(
          label: "small", share: 0.75, isEmphasised: true, values: ["75%", "2"],
          children: [
            .init(label: "stop", share: 0.5, values: ["50%", "1"]),
            .init(label: "large", share: 0.25, isEmphasised: true, values: ["25%", "4"]),
          ]),
        .init(label: "large", share: 0.25, isEmphasised: true, values: ["25%", "4"]),
      ]))

  @Test func drawnWithCharacters() {
    let figure = Figure(title: "Paths", tree: Self.tree, notes: ["Note."])
    #expect(
      TextRenderer().render(figure) == """
        Paths
                     queries  cost
        all             100%   2.5
        ├─ small         75%     2
        │  ├─ stop       50%     1
        │  └─ large      25%     4
        └─ large         25%     4
        Note.

        """)
    #expect(
      TextRenderer(ascii: true).render(figure) == """
        Paths
                       queries  cost
        all               100%   2.5
        |-- small          75%     2
        |   |-- stop       50%     1
        |   `-- large      25%     4
        `-- large          25%     4
        Note.

        """)
  }

  @Test func longLabelsGiveWay() {
    var tree = Self.tree
    tree.root.children[0].children[1].label = String(repeating: "long", count: 30)
    let lines = TextRenderer(width: 40).render(Figure(title: "", tree: tree)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 } && lines.contains { $0.contains("..") && $0.hasSuffix("4") })
  }
}
