import Input

extension Figure {
  /// A tree of labels with values, drawn instead of axes and marks.
  public struct Tree: Sendable, Equatable {
    /// The headings of the values of a node.
    public var columns: [String]
    /// The root.
    public var root: Node

    /// Creates a tree with the given columns and root.
    public init(columns: [String], root: Node) {
      self.columns = columns
      self.root = root
    }

    /// A label with values and what branches off it.
    public struct Node: Sendable, Equatable {
      /// The label.
      public var label: String
      /// The share of the whole that arrives here, from 0 to 1, shown as thickness.
      public var share: Double
      /// Whether the label stands out.
      public var isEmphasised: Bool
      /// One value for each heading.
      public var values: [String]
      /// The branches, in order.
      public var children: [Node]

      /// Creates a node with the given label, share, emphasis, values and children.
      public init(label: String, share: Double, isEmphasised: Bool = false, values: [String], children: [Node] = []) {
        self.label = label
        self.share = share
        self.isEmphasised = isEmphasised
        self.values = values
        self.children = children
      }
    }
  }

  /// A figure that is a tree.
  public init(title: String, tree: Tree, notes: [String] = []) {
    self.init(title: title, x: Axis(""), y: Axis(""), series: [], notes: notes)
    self.tree = tree
  }
}

extension Figure.Tree {
  /// The tree as JSON.
  var json: JSONValue { json(root) }

  private func json(_ node: Node) -> JSONValue {
    .object(
      [.init("label", .string(node.label)), .init("share", .number(node.share))]
        + zip(columns, node.values).map { .init($0, .string($1)) }
        + [.init("children", .array(node.children.map(json)))])
  }
}
