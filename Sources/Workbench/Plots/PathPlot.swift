import CommandLanguage
import Display
import Routing

/// The paths of queries under a strategy: the tree of what runs after what, with cost and quality.
package struct PathPlot: Sendable {
  /// The heading.
  package var title: String
  /// The branches.
  package var tree: PathTree
  /// The models, in pool order.
  package var models: [String]
  /// The unit of costs.
  package var unit: String

  /// Creates a plot with the given title, tree, models and unit.
  package init(title: String, tree: PathTree, models: [String], unit: String) {
    self.title = title
    self.tree = tree
    self.models = models
    self.unit = unit
  }

  /// The figure.
  package var figure: Figure {
    Figure(
      title: title,
      tree: Figure.Tree(columns: ["queries", "quality", "cost (\(unit))"], root: node(tree.root)),
      notes: [
        "Quality and cost are means over the queries of a branch, at the end of their paths. Queries stop where no branch "
          + "follows."
      ]
    )
  }

  private func node(_ node: PathTree.Node) -> Figure.Tree.Node {
    var label =
      switch node.kind {
      case .start: "all queries"
      case .run(let model): models[model]
      case .stop: "stop"
      case .others(let count): Format.count(count, "rarer path")
      }
    if node.hiddenCount > 0 { label += ", then \(Format.count(node.hiddenCount, "way"))" }
    return Figure.Tree.Node(
      label: label, share: node.share, isEmphasised: { if case .run = node.kind { true } else { false } }(),
      values: [
        Format.percent(node.share), Format.fixed(node.quality, 3), Format.significant(node.cost, 3),
      ],
      children: node.children.map(self.node))
  }
}

extension PlotKind {
  static let path = PlotKind(
    name: "path", summary: "the paths of test queries under a strategy (default: the latest run): what runs after what",
    argument: Argument("STRATEGY", .strategy, isOptional: true)
  ) { context, word in
    let (name, tuned, _, fitted) = try context.policy(word, of: context.fittedTraces())
    let data = fitted.data
    let head = try context.invocation.integer("head", in: 2...10_000) ?? 24
    let tree = try PathTree(of: tuned, on: data.test, of: fitted, task: context.task).trimmed(to: head)
    let unit = data.traces.costUnit.label
    let budget = tuned.budget.map { " at budget \(Format.significant($0)) \(unit)" } ?? ""
    return PathPlot(
      title: "\(name)\(budget): the paths of \(data.measured)",
      tree: tree,
      models: data.models, unit: unit
    ).figure
  }
}
